from otree.api import *

doc = 'Forty pages: in each of ten rounds three forms of ten fields and a page of reading, 200 kB long in the first round.'


class C(BaseConstants):
    NAME_IN_URL = 'questions'
    PLAYERS_PER_GROUP = None
    NUM_ROUNDS = 10
    FIELDS_PER_PAGE = 10
    LONG_PAGE_BYTES = 200_000


class Subsession(BaseSubsession):
    pass


class Group(BaseGroup):
    pass


class Player(BasePlayer):
    for _number in range(1, 11):
        locals()['number_%d' % _number] = models.IntegerField(label='Number %d' % _number, min=0, max=100)
        locals()['choice_%d' % _number] = models.StringField(
            label='Choice %d' % _number, choices=['yes', 'no', 'perhaps'], widget=widgets.RadioSelectHorizontal
        )
        locals()['text_%d' % _number] = models.LongStringField(label='Text %d' % _number, blank=True)
    del _number


def field_names(kind):
    return ['%s_%d' % (kind, number + 1) for number in range(C.FIELDS_PER_PAGE)]


def paragraphs(player):
    """About 200 kB in the first round, one paragraph later."""
    line = 'The experimenter wrote a long text, and the participant reads it patiently to its end. '
    paragraph = line * 23
    return [paragraph] * (C.LONG_PAGE_BYTES // len(paragraph) if player.round_number == 1 else 1)


# PAGES
class Numbers(Page):
    template_name = 'questions/Form.html'
    form_model = 'player'
    form_fields = field_names('number')


class Choices(Page):
    template_name = 'questions/Form.html'
    form_model = 'player'
    form_fields = field_names('choice')


class Texts(Page):
    template_name = 'questions/Form.html'
    form_model = 'player'
    form_fields = field_names('text')


class Reading(Page):
    @staticmethod
    def vars_for_template(player):
        return dict(paragraphs=paragraphs(player))


page_sequence = [Numbers, Choices, Texts, Reading]
