"""Short notes as event coders write them: each tells one event, and its sub-event type is found."""

from __future__ import annotations

import pytest

from tests.reading.conftest import CodeText

NOTES: dict[str, list[str]] = {
    "Armed clash": [
        "Fighters of the SPLA-IO and government soldiers traded fire near Lainya in Central Equatoria on Thursday.",
        "On 9 May 2022, Taliban forces clashed with NRF fighters in Dara district of Panjshir; casualties are unknown.",
    ],
    "Government regains territory": [
        "On 14 June 2023, Congolese troops recaptured Kilolirwe from M23 after heavy fighting.",
        "Iraqi security forces retook the town of Hit from Islamic State on Thursday.",
    ],
    "Non-state actor overtakes territory": [
        "On 3 July 2024, the TNLA captured the town of Nawnghkio in Shan State from the military.",
        "Al Shabaab militants seized control of Moqokori village in Hiiraan on Monday after a battle with the army.",
    ],
    "Chemical weapon": [
        "A chlorine gas attack by government helicopters injured dozens in Sarmin, Idlib, on Monday night.",
        "On 22 August 2015, ISIL fired shells filled with mustard gas at Marea in Aleppo.",
    ],
    "Air/drone strike": [
        "On 2 February 2024, US forces carried out air strikes on militia depots in Al-Qaim, Anbar.",
        "A Turkish drone targeted a PKK vehicle near Sidakan, Erbil, killing two fighters.",
    ],
    "Suicide bomb": [
        "A suicide bomber blew himself up at a mosque in Peshawar's Police Lines on 30 January, killing scores.",
        "On 4 May 2019, a woman detonated an explosive vest at a checkpoint in Baghuz.",
    ],
    "Shelling/artillery/missile attack": [
        "Russian forces shelled Nikopol with heavy artillery on 12 October 2023, injuring a woman.",
        "Hezbollah launched a volley of rockets at Kiryat Shmona on Sunday.",
    ],
    "Remote explosive/landmine/IED": [
        "A military vehicle struck an IED on the road between Djibo and Bourzanga on 6 March, killing two soldiers.",
    ],
    "Grenade": [
        "Unknown men threw a hand grenade into a bar in Bujumbura on Saturday night, wounding eleven.",
        "On 18 July 2021, a grenade exploded outside the home of a journalist in Quetta; no one was hurt.",
    ],
    "Sexual violence": [
        "On 5 November 2022, M23 fighters raped three women in Kishishe, Rutshuru.",
        "Armed men sexually assaulted a displaced girl near Bama on Tuesday.",
    ],
    "Attack": [
        "Suspected bandits shot dead four farmers in Zurmi, Zamfara, on 11 June 2023.",
        "On 20 March, gunmen killed a human rights defender in Tumaco, Nariño.",
    ],
    "Abduction/forced disappearance": [
        "Al Shabaab kidnapped two elders in Bulo Burte, Hiiraan, on 7 April 2022.",
        "Gunmen on motorbikes abducted a priest from his parish house in Kaduna on Wednesday.",
    ],
    "Peaceful protest": [
        "On 8 March 2023, women marched in Karachi to demand equal rights.",
        "Residents of Basra protested in front of the electricity directorate on 2 July against power cuts.",
    ],
    "Protest with intervention": [
        "On 12 November 2019, police used tear gas to disperse students protesting in Santiago.",
        "Police arrested 27 demonstrators at an anti-war protest in Saint Petersburg on 6 March 2022.",
    ],
    "Excessive force against protesters": [
        "Security forces opened fire on protesters in Omdurman on 17 January 2022, killing three.",
        "On 3 March 2021, police shot and killed a demonstrator in Mandalay during an anti-coup rally.",
    ],
    "Violent demonstration": [
        "On 7 September 2018, demonstrators set fire to the Iranian consulate in Basra.",
        "Protesters threw stones at police and burned tyres in Port-au-Prince on Tuesday.",
    ],
    "Mob violence": [
        "On 9 February 2022, a mob beat a man to death in Khanewal, Punjab, over alleged blasphemy.",
        "Villagers lynched two suspected thieves in Gulu on Sunday.",
    ],
    "Agreement": [
        "On 2 November 2022, Ethiopia's government and the TPLF signed a cessation of hostilities in Pretoria.",
        "The Salvadoran government and FMLN signed a peace accord in Mexico City on Thursday.",
    ],
    "Arrests": [
        "On 19 March 2023, police arrested the leader of the opposition and 12 activists in Tunis.",
        "Israeli forces arrested eight Palestinians in overnight raids in Hebron.",
    ],
    "Change to group/activity": [
        "On 12 August 2023, around 50 ex-Seleka fighters surrendered to the authorities in Ndele.",
        "Russia deployed additional troops to its base at Gyumri on 3 October.",
    ],
    "Disrupted weapons use": [
        "On 1 April 2021, police defused a roadside bomb in Peshawar.",
        "Soldiers seized a cache of rifles and ammunition in Maguindanao on Friday.",
    ],
    "Headquarters or base established": [
        "On 15 May 2023, the army established a new base in Kolofata, Far North.",
        "The RSF set up a checkpoint at Jebel Moya on Tuesday.",
    ],
    "Looting/property destruction": [
        "On 30 June 2023, RSF fighters looted a hospital in Nyala.",
        "Settlers uprooted 40 olive trees in Deir Sharaf, Nablus, on 9 October.",
    ],
    "Non-violent transfer of territory": [
        "On 20 February 2019, the SDF handed over Manbij countryside villages to government forces without a fight.",
        "Government forces entered Kalbajar on Wednesday after Armenian forces withdrew under the truce.",
    ],
    "Other": [
        "On 5 May 2022, the authorities imposed a curfew in Gonaives after days of unrest.",
        "Soldiers seized power in Conakry on Sunday, detaining President Conde.",
    ],
}


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, texts in NOTES.items() for t in texts])
def test_a_note_has_its_sub_event_type(name: str, text: str, code: CodeText) -> None:
    assert [r.sub_event_type for r in code(text) if r.actuality == "happened"] == [name]
