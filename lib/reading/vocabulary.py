"""Words by which names, roles and reports are told from other words."""

from __future__ import annotations

TITLES = {
    "Mr": "he",
    "Sir": "he",
    "Lord": "he",
    "Father": "he",
    "Mrs": "she",
    "Ms": "she",
    "Miss": "she",
    "Dame": "she",
    "Lady": "she",
    "Baroness": "she",
    "Sister": "she",
    "Dr": "",
    "Doctor": "",
    "Prof": "",
    "Professor": "",
    "Cllr": "",
    "Councillor": "",
    "Rev": "",
    "Mx": "",
}
TRUST_HEADS = frozenset(["Trust", "Trusts", "HSCT"])
HOSPITAL_HEADS = frozenset(
    ["Hospital", "Hospitals", "Infirmary", "Ysbyty", "Clinic", "Maternity", "Hospice", "Eastbourne"]
) - {"Eastbourne"}
OTHER_HEADS = (
    "Board Service Services Council Union Association College Department University Centre Agency "
    "Federation Congress Confederation Society Committee Foundation Group Alliance Institute "
    "Ministry Office Commission Employers Partnership Company Ltd Limited plc PLC Party Providers "
    "England Scotland Wales Executive Authority Network Watch Fund Charity Collaborative Campaign "
    "Government Parliament Senedd Assembly House Force Hub Practice Echo Times Guardian Post News "
    "Gazette Herald Mail Telegraph Express Mirror Sun Chronicle Observer Journal"
)
ORGANISATION_HEADS = TRUST_HEADS | HOSPITAL_HEADS | frozenset(OTHER_HEADS.split())
UNION_NAMES = (
    "BMA RCN GMB Unite Unison UNISON UNITE RCM CSP HCSA Nipsa NIPSA PCS TUC RMT Aslef BDA SoR "
    "Prospect Usdaw POA NASUWT NEU RCEM RCS RCP NHS DHSC UHS"
)
UNIONS = frozenset(UNION_NAMES.split()) - {"UHS", "NHS"}
# Possessives with which the name of a hospital goes on.
LEAD_NAMES = (
    "Queen King Prince Princess Guy Children Women Lord Lady St Thomas Bartholomew Mary Michael "
    "Peter James George John Luke Helier Addenbrooke Alder Royal Saint Christopher Catherine Ann "
    "People Veterans Gardener Raigmore Bishop Whipps Sandwell Churchill"
)
LEADS = frozenset(LEAD_NAMES.split())
ROLES = (
    "secretary minister director doctor doctors nurse nurses chief executive officer chairman "
    "chairwoman chair president deputy vice general junior senior resident consultant registrar "
    "surgeon physician gp midwife midwives paramedic paramedics organiser regional national health "
    "medical nursing operating finance hr head of spokesman spokeswoman spokesperson leader member "
    "mp msp ms mla peer prime first shadow acting interim former union rep representative branch "
    "convenor convener steward co-chair co-chairs cochair lead manager campaigner patient "
    "councillor mayor governor clinical managing associate assistant team trust hospital social "
    "care transport home foreign education labour conservative tory lib dem snp coordinator "
    "co-ordinator co-ordinating coordinating porter cleaner driver physiotherapist radiographer "
    "pharmacist psychiatrist anaesthetist emergency ambulance picket striker staff worker workers "
    "and for workforce strategy people quality public area local chairperson professor student "
    "trainee scientist technician healthcare assistant cardiac specialist theatre ward"
)
ROLE_WORDS = frozenset(ROLES.split())
# Words with capitals that are no part of a person's name.
NOT_IN_NAMES = (
    "street road avenue lane square park gate bridge bay city town county island islands north "
    "south east west central upper lower great new royal hospital hospitals trust nhs foundation "
    "university college school infirmary union association council board centre department "
    "service services general medicine surgery day week news press daily echo times live bst gmt "
    "covid christmas easter bank holiday strike strikes action industrial england scotland wales "
    "ireland northern southern eastern western britain british english scottish welsh irish "
    "european government parliament commons lords house office number ten downing a&e accident "
    "unit ward clinic court green hall station house hub credit picture pictured image notes "
    "editors release media monday tuesday wednesday thursday friday saturday sunday january "
    "february march august september october november december midwifery maternity community "
    "mental cancer care high hill valley river sea port market bar club fc united kingdom states"
)
NOT_NAMES = frozenset(NOT_IN_NAMES.split())
# Surnames too, after a first name or a title: Donna Green, Dr West.
SURNAMES_TOO = (
    "street lane park gate bridge bay north south east west great new day news office green hall "
    "hill house valley rivers sea port court monday friday january march may christmas easter "
    "holiday england ireland britain british english scott times royal high"
)
SURNAMES = frozenset(SURNAMES_TOO.split())
FEMALE_NAMES = (
    "alice amanda amy andrea angela anita ann anna anne annette audrey barbara bernadette beth "
    "bethan beverley bridget carol caroline catherine cathy charlotte "
    "cheryl chloe christine claire "
    "clare daisy dawn deborah denise diana diane donna dorcas dorothy eileen elaine eleanor "
    "elizabeth ella ellen emily emma fiona frances gail gemma geraldine gillian grace gwyneth "
    "hannah harriet hayley hazel heather helen helena hilary ingrid irene isabel jacqueline jane "
    "janet janice jean jennifer jenny jessica jill joan joanna joanne jodie josephine joyce judith "
    "julia julie june karen kate katherine kathleen kathryn katie kayleigh kelly kerry kim kirsty "
    "laura lauren leanne lesley linda lisa lorraine louise lucy lynn lynne maggie margaret maria "
    "marie marion martha mary matilda maureen megan melanie michelle mina miriam moira molly "
    "monica nadia natalie nicola nicky nicole nina noor olivia pamela patricia paula pauline "
    "penelope philippa rachel rebecca rita rosemary rosie ruth sally samantha sandra sara sarah "
    "shabana sharon sheila shirley siobhan sonia sophie stella stephanie sue susan suzanne sylvia "
    "tara teresa theresa tracey tracy ursula valerie vanessa vera veronica victoria wendy yasmin "
    "yvonne zoe aisha priya fatima amina layla leila rhian sian nia carys mairi eilidh morag niamh "
    "aoife ciara roisin orla sinead"
)
MALE_NAMES = (
    "aaron adam adrian aidan alan alastair albert alexander alfred alistair andrew angus anthony "
    "antony arthur aubrey barnaby barry ben benjamin bernard bill brendan brian bruce callum "
    "carl charles chris christopher colin connor craig damian daniel darren dave david dean "
    "dennis derek dominic donald douglas duncan dylan edmund edward eric euan evan fergus francis "
    "frank fraser fred gareth gary geoff geoffrey george gerald gerard gordon graham grant greg "
    "gregory guy hamish harold harry henry howard hugh hywel iain ian ivan jack jacob james jamie "
    "jason jay jeff jeffrey jeremy jim joe john jonathan joseph josh joshua julian justin keith "
    "kenelm kenneth kevin kieran lawrence lee leo leonard lewis liam luke malcolm marcus mark "
    "martin matt matthew maurice michael mike mohammed muhammad murray neil nicholas nick nigel "
    "noel norman oliver oscar owen patrick paul peter phil philip "
    "pradeep ralph ravi raymond rhodri "
    "richard rob robert robin rodney roger ronald rory ross rupert "
    "russell ryan samuel sean sebastian "
    "simon sohaib stanley stephen steve steven stewart stuart terence "
    "terry thomas tim timothy toby "
    "tom tony trevor vernon victor vincent vivek wayne wes wendell "
    "will william ahmed ali imran omar "
    "sanjay sunil rajesh"
)
FEMALE, MALE = frozenset(FEMALE_NAMES.split()), frozenset(MALE_NAMES.split())
