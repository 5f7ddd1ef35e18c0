from otree.api import *

doc = 'Two questions at the end.'


class C(BaseConstants):
    NAME_IN_URL = 'farewell'
    PLAYERS_PER_GROUP = None
    NUM_ROUNDS = 1


class Subsession(BaseSubsession):
    pass


class Group(BaseGroup):
    pass


class Player(BasePlayer):
    age = models.IntegerField(label='Wie alt sind Sie?', min=16, max=110)
    remark = models.LongStringField(label='Möchten Sie uns etwas sagen?', blank=True)


# PAGES
class Questions(Page):
    form_model = 'player'
    form_fields = ['age', 'remark']


class Thanks(Page):
    pass


page_sequence = [Questions, Thanks]
