from otree.api import *

doc = 'Two people divide an amount: they think, bargain on a live page with a chat, and see the result.'


class C(BaseConstants):
    NAME_IN_URL = 'bargaining'
    PLAYERS_PER_GROUP = 2
    NUM_ROUNDS = 1
    AMOUNT = 100


class Subsession(BaseSubsession):
    pass


class Group(BaseGroup):
    agreed = models.BooleanField(initial=False)


class Player(BasePlayer):
    expected = models.IntegerField(min=0, max=C.AMOUNT, blank=True, label='How much do you expect to get?')
    timed_out = models.BooleanField(initial=False)
    claim = models.IntegerField(min=0, max=C.AMOUNT)


def other(player):
    return player.get_others_in_group()[0]


def claims(group):
    return {str(p.id_in_group): p.field_maybe_none('claim') for p in group.get_players()}


def settle(group):
    """The claims hold once both are made and fit into the amount."""
    players = group.get_players()
    made = [p.field_maybe_none('claim') for p in players]
    if None in made or sum(made) > C.AMOUNT:
        return
    group.agreed = True
    for p in players:
        p.payoff = p.claim


# PAGES
class Introduction(Page):
    pass


class MeetPartner(WaitPage):
    pass


class Think(Page):
    form_model = 'player'
    form_fields = ['expected']

    @staticmethod
    def get_timeout_seconds(player):
        return player.session.config['thinking_seconds']

    @staticmethod
    def before_next_page(player, timeout_happened):
        player.timed_out = timeout_happened


class Bargain(Page):
    @staticmethod
    def vars_for_template(player):
        return dict(nickname='Person %d' % player.id_in_group)

    @staticmethod
    def js_vars(player):
        return dict(me=player.id_in_group, amount=C.AMOUNT)

    @staticmethod
    def live_method(player, data):
        group = player.group
        if data.get('type') == 'claim' and not group.agreed:
            claim = data['claim']
            if not isinstance(claim, int) or not 0 <= claim <= C.AMOUNT:
                return {player.id_in_group: dict(type='error', text='Claim between 0 and %d.' % C.AMOUNT)}
            player.claim = claim
            settle(group)
        return {0: dict(type='state', claims=claims(group), agreed=group.agreed)}

    @staticmethod
    def error_message(player, values):
        if not player.group.agreed:
            return 'You have not agreed yet.'


class BothDone(WaitPage):
    pass


class Results(Page):
    @staticmethod
    def vars_for_template(player):
        return dict(other_payoff=other(player).payoff)


page_sequence = [Introduction, MeetPartner, Think, Bargain, BothDone, Results]
