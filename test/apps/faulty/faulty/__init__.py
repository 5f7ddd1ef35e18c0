from otree.api import *

doc = 'A page that fails when it is sent in.'


class C(BaseConstants):
    NAME_IN_URL = 'faulty'
    PLAYERS_PER_GROUP = None
    NUM_ROUNDS = 1


class Subsession(BaseSubsession):
    pass


class Group(BaseGroup):
    pass


class Player(BasePlayer):
    answer = models.IntegerField(min=0, max=100, initial=5)


def share(player):
    return 100 / (player.answer - player.answer)


class Answer(Page):
    form_model = 'player'
    form_fields = ['answer']

    @staticmethod
    def before_next_page(player, timeout_happened):
        share(player)


page_sequence = [Answer]
