from otree.api import *

from . import *


class PlayerBot(Bot):
    def play_round(self):
        if self.round_number == 1:
            yield Welcome
        yield Task, dict(answer=sum(summands(self.player)))
        expect(self.player.payoff, C.PAYMENT)
        if self.round_number == C.NUM_ROUNDS:
            yield Results
            expect(self.participant.solved, C.NUM_ROUNDS)
