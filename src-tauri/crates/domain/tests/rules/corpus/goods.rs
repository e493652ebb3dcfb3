//! Labels of food, medicine and devices, and what lies on a shop shelf: what it is, what is scanned, what is read.

pub const FOOD: &[(&str, &str, &str)] = &[
    (
        "carton of beef from the United States: GTIN, packing date, pounds, serial",
        "]C1019003456712345513261104320100053821146100023",
        "gs1 (01)90034567123455(13)261104(3201)000538(21)146100023",
    ),
    (
        "carton of chicken, weight in kilograms, use by",
        "]C1019899123400012431020012751726120110AYM-2611",
        "gs1 (01)98991234000124(3102)001275(17)261201(10)AYM-2611",
    ),
    (
        "box of frozen shrimp: lot, catch area, species, gear, method, freezing date",
        "]C1011899123400022710UDG/26/114\u{1d}700571\u{1d}7008PNV\u{1d}700901\u{1d}7010F\u{1d}7006261018",
        "gs1 (01)18991234000227(10)UDG/26/114(7005)71(7008)PNV(7009)01(7010)F(7006)261018",
    ),
    (
        "wheel of cheese with weight and price",
        "]C101995060001234583103004870392212995\u{1d}10K1147",
        "gs1 (01)99506000123458(3103)004870(3922)12995(10)K1147",
    ),
    (
        "carton of instant noodles: best before and lot, separator at the end",
        "]C101189987725000111527061210L2611A\u{1d}",
        "gs1 (01)18998772500011(15)270612(10)L2611A",
    ),
    (
        "carton label with a separator behind every part",
        "]C10118998772500011\u{1d}15270612\u{1d}3103012000\u{1d}10L2611A",
        "gs1 (01)18998772500011(15)270612(3103)012000(10)L2611A",
    ),
    (
        "sack of flour whose maker gives the month only",
        "]C101089912340003291527060010TG8",
        "gs1 (01)08991234000329(15)270600(10)TG8",
    ),
    ("loose apples, GS1 DataBar on the sticker", "]e00100033383012346", "gs1 (01)00033383012346"),
    (
        "tray of mince, GS1 DataBar Expanded Stacked: weight, use by, price",
        "]e001995212341234563103000654172611253922799",
        "gs1 (01)99521234123456(3103)000654(17)261125(3922)799",
    ),
    (
        "salad bowl with the hour of expiry, GS1 DataMatrix",
        "]d2010952123400101070032611241830\u{1d}100451",
        "gs1 (01)09521234001010(7003)2611241830(10)0451",
    ),
    (
        "milk crate: production time to the minute, lot, best before, GS1 QR",
        "]Q301195212340010488008261121043500\u{1d}104A\u{1d}15261205",
        "gs1 (01)19521234001048(8008)261121043500(10)4A(15)261205",
    ),
    (
        "coffee: country of origin, processed in two, harvest range",
        "]C10118991234000425422360\u{1d}423360704\u{1d}7007260501260630",
        "gs1 (01)18991234000425(422)360(423)360704(7007)260501260630",
    ),
    (
        "wine case: 12 bottles as variable count, vintage as variant of the item",
        "]C101930123456789053012\u{1d}2019",
        "gs1 (01)93012345678905(30)12(20)19",
    ),
    (
        "catch weight pack: pieces and weight",
        "]C10199521234002348304\u{1d}3103002045",
        "gs1 (01)99521234002348(30)4(3103)002045",
    ),
    (
        "olive oil drum: net volume, lot with a slash and lower case",
        "]C10198431234567895315000020810b/26-07",
        "gs1 (01)98431234567895(3150)000208(10)b/26-07",
    ),
    (
        "spice bag of a supplier who prints internal parts as well",
        "]C1010899123400052710CHI26\u{1d}91GUDANG-2\u{1d}92R7",
        "gs1 (01)08991234000527(10)CHI26(91)GUDANG-2(92)R7",
    ),
    (
        "slaughterhouse carton: processors in two countries",
        "]C10195401234000121251BE1\u{1d}7030056EEG123\u{1d}7031528NL99",
        "gs1 (01)95401234000121(251)BE1(7030)056EEG123(7031)528NL99",
    ),
    (
        "egg tray: packing date and dispatch lot on DotCode",
        "]J1010871234500012713261119103NL4212",
        "gs1 (01)08712345000127(13)261119(10)3NL4212",
    ),
];

pub const MEDICINE: &[(&str, &str, &str)] = &[
    (
        "European pack: GTIN, serial, lot, expiry",
        "]d201035060001234512172J4R9ZP0Q81\u{1d}10TEST-01A\u{1d}17280331",
        "gs1 (01)03506000123451(21)72J4R9ZP0Q81(10)TEST-01A(17)280331",
    ),
    (
        "European pack whose expiry names the month only",
        "]d201035060001234511728030010B77\u{1d}21A1B2C3",
        "gs1 (01)03506000123451(17)280300(10)B77(21)A1B2C3",
    ),
    (
        "German pack with its national number",
        "]d20104150123456782211A2B3C4D5E6F\u{1d}10CH0815\u{1d}1727103171012345678",
        "gs1 (01)04150123456782(21)1A2B3C4D5E6F(10)CH0815(17)271031(710)12345678",
    ),
    (
        "Spanish pack with its national number",
        "]d201084700012345681727022810L1\u{1d}2100000000000001\u{1d}7127654321",
        "gs1 (01)08470001234568(17)270228(10)L1(21)00000000000001(712)7654321",
    ),
    (
        "Italian pack, AIC number",
        "]d2010800123456789710X9\u{1d}172701012199\u{1d}716A012345678",
        "gs1 (01)08001234567897(10)X9(17)270101(21)99(716)A012345678",
    ),
    (
        "United States pack: serial before expiry and lot",
        "]d2010030312345678621100000000301\u{1d}17270930104F2A",
        "gs1 (01)00303123456786(21)100000000301(17)270930(10)4F2A",
    ),
    (
        "Turkish pack",
        "]d20108699123456782215CQYF1LMP8\u{1d}172804301020K1",
        "gs1 (01)08699123456782(21)5CQYF1LMP8(17)280430(10)20K1",
    ),
    (
        "vial with lot and expiry behind a variant",
        "]d20103506000123451200110V1\u{1d}17270600",
        "gs1 (01)03506000123451(20)01(10)V1(17)270600",
    ),
    (
        "device label of the United States agency's own example",
        "]C10151022222233336111412311715070710A213B1\u{1d}211234",
        "gs1 (01)51022222233336(11)141231(17)150707(10)A213B1(21)1234",
    ),
    (
        "instrument tray: device model number beside the item",
        "]d2010950600012346280121.4.2\u{1d}21T-77",
        "gs1 (01)09506000123462(8012)1.4.2(21)T-77",
    ),
    (
        "blood pressure cuff, manufacturing date and serial",
        "]d20100844588003288111412312110987654d321",
        "gs1 (01)00844588003288(11)141231(21)10987654d321",
    ),
    (
        "hospital wristband: service relation and place in it",
        "]d28018950600013435246808\u{1d}80193",
        "gs1 (8018)950600013435246808(8019)3",
    ),
];

pub const RETAIL: &[(&str, &str, &str)] = &[
    ("bottle of sambal, EAN-13", "]E08991234000015", "gtin 08991234000015"),
    ("can, UPC-A as EAN-13", "]E00012000001291", "gtin 00012000001291"),
    ("can, UPC-A as twelve digits", "]E0012000001291", "gtin 00012000001291"),
    ("small can, UPC-E not expanded", "]E004252614", "gtin 00042100005264"),
    ("chewing gum, EAN-8", "]E496385074", "gtin 00000096385074"),
    ("cookbook with a price add-on", "]E3978020137962451995", "gtin 09780201379624"),
    (
        "magazine with its issue behind an identifier of its own",
        "]E09771473968012]E112",
        "gtin 09771473968012",
    ),
    ("carton, ITF-14", "]I118991234000012", "gtin 18991234000012"),
    ("carton of variable weight, ITF-14", "]I098991234000018", "gtin 98991234000018"),
    ("deli counter label: read as a number of this shop", "]E02100123012503", "gtin 02100123012503"),
    ("loyalty card, Code 128", "]C0HALO-2211", "text HALO-2211"),
    ("Code 39 of a supplier's own article", "]A0ART 4711/B", "text ART 4711/B"),
    ("old GTIN as plain Code 128", "]C08991234000015", "gtin 08991234000015"),
    (
        "wireless network on the wall, QR",
        "]Q1WIFI:S:Gudang;T:WPA;P:rahasia;;",
        "text WIFI:S:Gudang;T:WPA;P:rahasia;;",
    ),
    (
        "shop page on a pouch, QR",
        "]Q1https://shop.example/p/sambal?id=77",
        "text https://shop.example/p/sambal?id=77",
    ),
];
