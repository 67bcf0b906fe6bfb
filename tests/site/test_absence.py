"""What the whole starter content has nothing on is said to be absent, and nothing else is."""

from __future__ import annotations

import pytest
from django.test import Client

ABSENT = """
pothole repairs
fly tipping
bin collections
electric vehicle charging points
menopause policy
gambling harm
modern slavery
female genital mutilation
oral health of toddlers
sexual health clinics
stroke rehabilitation
body image
cyberbullying
prison leavers
gypsy roma traveller sites
changing places toilets
noise pollution
water fluoridation
taxi licensing
pet therapy
universal basic income
virtual reality headsets
bus franchising
houses in multiple occupation
kinship care
speech and language therapy
junk food advertising ban
air fryers
bee keeping
rural broadband
leasehold reform
antimicrobial resistance
chemsex
naloxone
acupuncture
reablement staffing agency
deprivation of liberty safeguards
section 106 money for surgeries
emergency planning for floods
four day week
housing first
long covid
time banks
heat networks
school buses
screen time
heat pumps
business rates relief
street trading
car clubs
data centres
council tax support
music lessons
council mergers
school uniforms
night buses
tree preservation orders
garden waste
noise complaints
right to buy
holiday lets
polling stations
birth certificates
foster carers
hate crime
building regulations
conservation areas
coastal erosion
solar panels
bike hire
public toilets
animal welfare
smart cities
cyber security
audit committee
local elections
parking permits
planning enforcement
library closures
hospital parking
care home fees
dog parks
light pollution
river swimming
mobile phones in schools
""".strip().splitlines()
"""Subjects of councils that no account, strategy or finding is about."""

PRESENT = """
social prescribing link workers
20mph zones
free school meals
holiday clubs for children
telecare
warm homes
damp homes
insulation
cold homes and winter deaths
low traffic neighbourhoods
clean air zone
takeaways near schools
hot food takeaway planning
heroin prescribing
street drinking
debt advice in GP surgeries
welfare rights advice
money advice in schools
men's groups
men's mental health campaign
libraries and wellbeing
arts on prescription
exercise referral
neighbourhood networks
local area coordinators
asset based community development
community wealth building
participatory budgeting young people
age friendly
carers assessments
young carers
care leavers housing
edge of care
parenting programmes
triple p
children's centres
social workers in schools
hospital discharge
falls at home
domestic violence
suicide prevention
crisis cafe
safe haven
postnatal depression
mental health first aiders
staff wellbeing
sickness absence
living wage
employment support
loneliness in older people
befriending
volunteering
food pantry
social supermarket
food bank
parks
walking groups
cycling
gp referrals
health visitors
smoking
weight management
covid champions
violence reduction
lonely older men
obesity in schools
debt and depression
homelessness mental health
disabled children
refugees and mental health
housing and mental health
food clubs
warm rooms
hospital violence data
vaccine clinics
staff buddies
job coaching
suicide bereavement
park value
free swimming
leisure centre health
pooled budget
outcomes contract
youth vote
crisis service young people
ethnic minority vaccine
learning disability employment
dementia
early years language
breastfeeding
teenagers at risk of care
family support workers
planning policy health
private landlords
fuel vouchers
holiday hunger
nature walks
active travel
employer network
staff training suicide
ten year strategy
life expectancy
local procurement
shielding food parcels
telephone befriending
street lights
bus lanes
school exclusions
mosques
madrasas
refugees
LGBT
autism
learning disabilities
stigma
happiness
social value
devolution
council housing repairs
housing standards
handyperson
disabled facilities grants
social isolation rural
minority ethnic communities
poverty
cost of living
fuel poverty
welsh language
gardening
singing
football
resilience in schools
counselling
title:loneliness
damp and mould
cynllun llesiant Gwynedd
unigrwydd
iechyd meddwl
gofalwyr
ysgolion
""".strip().splitlines()
"""Subjects that there is something on, as officers type them."""


@pytest.mark.long
def test_absence_is_said_where_there_is_nothing_and_only_there(client: Client, whole_content: None):
    def is_absent(typed: str) -> bool:
        return "data-absent" in client.get("/search/", {"q": typed}).content.decode()

    assert [one for one in ABSENT if not is_absent(one)] == []
    assert [one for one in PRESENT if is_absent(one)] == []
