from otree.api import *

from . import *


class PlayerBot(Bot):
    def play_round(self):
        yield Introduction
        yield Think, dict(expected=50)
        yield Bargain
        expect(self.player.payoff, 50)


def call_live_method(group, page_class, **kwargs):
    # oTree 6.0 never runs the `method` that it hands over, so the page is asked directly
    if page_class is not Bargain:
        return
    first, second = group.get_players()
    Bargain.live_method(first, dict(type='load'))
    Bargain.live_method(first, dict(type='claim', claim=70))
    Bargain.live_method(second, dict(type='claim', claim=50))
    expect(group.agreed, False)
    Bargain.live_method(first, dict(type='claim', claim=50))
    expect(group.agreed, True)
