from otree.api import *

doc = 'Three sums to solve, paid per correct answer.'


class C(BaseConstants):
    NAME_IN_URL = 'effort'
    PLAYERS_PER_GROUP = None
    NUM_ROUNDS = 3
    PAYMENT = cu(0.5)


class Subsession(BaseSubsession):
    pass


class Group(BaseGroup):
    pass


class Player(BasePlayer):
    answer = models.IntegerField(label='Summe')


def summands(player):
    return 10 + 7 * player.round_number, 31 - 4 * player.round_number


# PAGES
class Welcome(Page):
    @staticmethod
    def is_displayed(player):
        return player.round_number == 1


class Task(Page):
    form_model = 'player'
    form_fields = ['answer']

    @staticmethod
    def vars_for_template(player):
        first, second = summands(player)
        return dict(first=first, second=second)

    @staticmethod
    def before_next_page(player, timeout_happened):
        if player.answer == sum(summands(player)):
            player.payoff = C.PAYMENT


class Results(Page):
    @staticmethod
    def is_displayed(player):
        return player.round_number == C.NUM_ROUNDS

    @staticmethod
    def vars_for_template(player):
        solved = sum(1 for p in player.in_all_rounds() if p.payoff > 0)
        player.participant.solved = solved
        return dict(solved=solved)


page_sequence = [Welcome, Task, Results]
