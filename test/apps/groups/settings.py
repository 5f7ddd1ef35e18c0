from os import environ

SESSION_CONFIGS = [
    dict(
        name='bargaining',
        display_name='Bargaining in pairs',
        app_sequence=['bargaining'],
        num_demo_participants=4,
    ),
]

SESSION_CONFIG_DEFAULTS = dict(
    real_world_currency_per_point=0.1,
    participation_fee=5.0,
    thinking_seconds=60,
    doc='',
)

PARTICIPANT_FIELDS = []
SESSION_FIELDS = []

LANGUAGE_CODE = 'en'
REAL_WORLD_CURRENCY_CODE = 'EUR'
USE_POINTS = True

ADMIN_USERNAME = 'admin'
ADMIN_PASSWORD = environ.get('OTREE_ADMIN_PASSWORD')

SECRET_KEY = 'groups-2947561038'
