from otree.api import *

from . import *


class PlayerBot(Bot):
    def play_round(self):
        yield Questions, dict(age=25, remark='Schöne Grüße')
