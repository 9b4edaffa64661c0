"""Texts that are right as they stand, in five languages: none may be taken for an old encoding."""

from itertools import product

FRENCH = """
Déjà vu à la carte, même si c'est très différent où ça
Coopération économique européenne à Hanoï
L'été à la campagne, où l'on déjeune près de la forêt
Société générale d'ingénierie et d'électricité
Le présent contrat est conclu à durée indéterminée
Père Noël, fête forcée, gâteau brûlé, maître d'hôtel
Ça va être très bientôt prêt, dès le mois d'août
Élève zélé, épée, à côté, crème fraîche, hôpital
Québec, Besançon, Orléans, Nîmes, Béziers, Fréjus
Les employés ont été licenciés après la grève générale
Comité d'hygiène, de sécurité et des conditions de travail
Fédération internationale des syndicats libres à Genève
Réunion du bureau exécutif à l'hôtel Métropole
Vœux de bonne année à nos chères collègues
Œuvre complète de Honoré de Balzac
Côte d'Ivoire, Sénégal, République démocratique
Qualité supérieure, prix dégressifs, délai respecté
Maïs, naïf, haïr, égoïsme, coïncidence
Août, sûr, mûr, dû, crû, goûter
Île-de-France, Rhône-Alpes, Provence-Alpes-Côte d'Azur
""".strip().splitlines()

ENGLISH = """
The naïve façade of the café, a résumé and a touché
Annual report on trade union activities in the province
Collective bargaining agreement between employer and union
Total cost: £1,200 ± 5 % (± £60) at 25 °C
© 2024 All rights reserved ® Registered trademark
Temperature 37.5 °C, area 120 m², volume 3 m³
«Quoted» text with ‘single’ and “double” quotes – and a dash…
Price list: ¥1,500; €20; $30; ½ kg; ¼ l
Employees worked 8 hours a day × 5 days
Microsoft® Windows™ and Adobe® Acrobat®
Smörgåsbord at the Søren Kierkegaard café
El Niño and La Niña affect the São Paulo region
Beyoncé, Björk, Zoë, Chloë, Renée, André
Piñata, jalapeño, señor, mañana, Español
Crème brûlée, pâté, soufflé, entrée, purée
""".strip().splitlines()

GERMAN = """
Über die Straße fährt ein größerer Bus nach München
Gewerkschaft für Maßnahmen gegen Kündigungen
Jürgen Müller, Günter Grass, Käthe Kollwitz
Österreich, Köln, Düsseldorf, Zürich, Nürnberg
Schöne Grüße aus der Geschäftsführung
""".strip().splitlines()

VIETNAMESE = """
Hội nghị tổng kết phong trào công nhân, viên chức, lao động
Liên đoàn Lao động tỉnh Đắk Lắk, huyện Krông Búk
Công đoàn cơ sở Công ty TNHH Père & Fils
Pleiku, Đăk Pơ, Cư M'gar, Ea H'leo, Kon Tum
TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM
Ủy ban nhân dân phường Hòa Khánh Bắc
Đồng chí Nguyễn Thị Hoà – Phó Chủ tịch thường trực
Kết nạp 676/650 đoàn viên, đạt 104% kế hoạch
Quỹ «Tấm lòng vàng», chương trình “Tết Sum vầy”
CNVCLĐ, ĐVCĐ, BCH CĐCS, UBKT, TƯLĐTT, ATVSLĐ
Thuỷ, thuý, hoà, khoẻ, quý, quỳ, uý
""".strip().splitlines()

# A unit's name between words of its paper: French and German firms have unions too.
_FIRMS = (
    "Père & Fils",
    "Société Générale",
    "Crédit Agricole",
    "Müller",
    "Böhm",
    "Nestlé",
    "L'Oréal",
    "Citroën",
    "Möbel Höffner",
)
_FRAMES = (
    "CĐCS Công ty TNHH {firm} Việt Nam báo cáo",
    "{firm}",
    "Union of {firm} employees, annual review",
    "Syndicat des employés de {firm} à Hô-Chi-Minh-Ville",
    "{firm} GmbH, Straße 12",
    "{firm}: 120 đoàn viên, 3 tổ công đoàn",
    "Le comité d'entreprise de {firm} s'est réuni à huit heures",
    "{firm} & Co.",
    "Chủ tịch CĐCS {firm}: Đặng Đình Đức",
    "Contrat no 15 entre {firm} et la société Élysée",
    "Hợp đồng số 15 giữa {firm} và công đoàn",
    "{firm} 2024 – résultats, bénéfices, pertes",
    "employés, délégués, congés payés: {firm}",
    "Größe, Höhe, Länge: {firm}",
    "Hà Nội, Hải Phòng, Đà Nẵng: {firm}",
    "tổng số CNVCLĐ của {firm} là 1.234 người",
    "déjà réglé par {firm}",
)  # fmt: skip

RIGHT = (
    *FRENCH,
    *ENGLISH,
    *GERMAN,
    *VIETNAMESE,
    *(frame.format(firm=firm) for frame, firm in product(_FRAMES, _FIRMS)),
)
