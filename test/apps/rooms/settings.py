from os import environ

SESSION_CONFIGS = [
    dict(
        name='effort',
        display_name='Adding numbers',
        app_sequence=['effort'],
        num_demo_participants=3,
    ),
    dict(
        name='effort_and_questions',
        display_name='Adding numbers, with questions at the end',
        app_sequence=['effort', 'farewell'],
        num_demo_participants=3,
    ),
]

ROOMS = [
    dict(name='laboratory', display_name='Laboratory', participant_label_file='_rooms/laboratory.txt'),
    dict(
        name='secured',
        display_name='Laboratory, personal links',
        participant_label_file='_rooms/laboratory.txt',
        use_secure_urls=True,
    ),
    dict(name='online', display_name='Online study'),
]

SESSION_CONFIG_DEFAULTS = dict(
    real_world_currency_per_point=1.0,
    participation_fee=4.0,
    doc='',
)

PARTICIPANT_FIELDS = ['solved']
SESSION_FIELDS = []

LANGUAGE_CODE = 'de'
REAL_WORLD_CURRENCY_CODE = 'EUR'
USE_POINTS = False

ADMIN_USERNAME = 'admin'
ADMIN_PASSWORD = environ.get('OTREE_ADMIN_PASSWORD')

SECRET_KEY = environ.get('SECRET_KEY', 'only-on-my-own-computer')
