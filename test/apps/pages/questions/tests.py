from otree.api import *

from . import *


class PlayerBot(Bot):
    def play_round(self):
        yield Numbers, {name: 42 for name in Numbers.form_fields}
        yield Choices, {name: 'perhaps' for name in Choices.form_fields}
        yield Texts, {name: 'Text with ümlauts & <signs>' for name in Texts.form_fields}
        yield Reading
