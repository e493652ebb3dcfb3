//! Labels of pallets, parcels and places, coupons, links, and labels that were made wrong.

pub const TRANSPORT: &[(&str, &str, &str)] = &[
    ("pallet, nothing but its number", "]C100006141411234567890", "gs1 (00)006141411234567890"),
    (
        "pallet of one item: contents, count, best before, lot",
        "]C10038991234567890123802189912340006233748\u{1d}152706151026K23",
        "gs1 (00)389912345678901238(02)18991234000623(37)48(15)270615(10)26K23",
    ),
    (
        "pallet label, second symbol: ship to, order, route",
        "]C14108991234000015400PO-10482\u{1d}403CGK+BDO",
        "gs1 (410)8991234000015(400)PO-10482(403)CGK+BDO",
    ),
    (
        "pallet label with the postcode of its country",
        "]C10038991234567890123842136040115",
        "gs1 (00)389912345678901238(421)36040115",
    ),
    ("pallet label with a postcode alone", "]C142045458", "gs1 (420)45458"),
    (
        "shipment and consignment numbers",
        "]C140295060001234567893\u{1d}4019506000ABC1",
        "gs1 (402)95060001234567893(401)9506000ABC1",
    ),
    (
        "gross weight and dimensions of a pallet",
        "]C1003899123456789012383302045250331100012033210000803331000145",
        "gs1 (00)389912345678901238(3302)045250(3311)000120(3321)000080(3331)000145",
    ),
    (
        "parcel with the receiver's address, percent-encoded",
        "]d2003899123456789012384300PT%20Sambal%20Ibu\u{1d}4302Jl.%20Kenanga%205\u{1d}4307ID\u{1d}4308%2B628123456789",
        "gs1 (00)389912345678901238(4300)PT%20Sambal%20Ibu(4302)Jl.%20Kenanga%205(4307)ID(4308)%2B628123456789",
    ),
    (
        "parcel that may be left at the door, not before and not after",
        "]d20038991234567890123843221\u{1d}43242611221000\u{1d}43252611221800",
        "gs1 (00)389912345678901238(4322)1(4324)2611221000(4325)2611221800",
    ),
    (
        "cold chain: highest and lowest temperature",
        "]Q3003899123456789012384331000800\u{1d}4333000200",
        "gs1 (00)389912345678901238(4331)000800(4333)000200",
    ),
    (
        "frozen: a temperature below zero",
        "]Q3003899123456789012384331001800-",
        "gs1 (00)389912345678901238(4331)001800-",
    ),
    ("returnable crate with its serial", "]C1800309506000134352KRT-0001", "gs1 (8003)09506000134352KRT-0001"),
    ("pallet truck as an asset", "]C180049506000FORK7", "gs1 (8004)9506000FORK7"),
    (
        "shelf label: location and its part",
        "]d24149506000134390254A-01-3",
        "gs1 (414)9506000134390(254)A-01-3",
    ),
    (
        "customs: origin and where it was processed",
        "]C102189912340006233712\u{1d}422360\u{1d}424702",
        "gs1 (02)18991234000623(37)12(422)360(424)702",
    ),
    (
        "parcel of the United States mail: postcode, separator, number",
        "]C142078704\u{1d}9400111206201234567893",
        "gs1 (420)78704(94)00111206201234567893",
    ),
];

pub const MONEY: &[(&str, &str, &str)] = &[
    (
        "the guideline's own coupon, GS1 DataBar Expanded",
        "]e08110106141416543213500110000310123196000",
        "gs1 (8110)106141416543213500110000310123196000",
    ),
    ("coupon of the offer file", "]e08112001234561234560123456", "gs1 (8112)001234561234560123456"),
    (
        "coupon number with an amount off in a currency of its own",
        "]e02559506000134352123456\u{1d}3902150",
        "gs1 (255)9506000134352123456(3902)150",
    ),
    ("percent off", "]e02559506000134352\u{1d}39410155", "gs1 (255)9506000134352(3941)0155"),
    (
        "payment slip: payee, reference, amount in rupiah, due date",
        "]C141595060001343528020INV-2026-114\u{1d}391036012500000\u{1d}12261205",
        "gs1 (415)9506000134352(8020)INV-2026-114(3910)36012500000(12)261205",
    ),
];

pub const LINKS: &[(&str, &str, &str)] = &[
    ("GS1's own resolver", "]Q1https://id.gs1.org/01/09506000134352", "link (01)09506000134352"),
    (
        "brand's own domain with a path, lot and serial, link type",
        "]Q1https://brand.example/id/eu/01/08991234000015/10/L26%2F7/21/S-1?linkType=gs1:traceability",
        "link (01)08991234000015(10)L26/7(21)S-1",
    ),
    (
        "Data Matrix link with best before and weight",
        "]d1https://brand.example/01/08991234000015/10/26K23?15=270615&3103=000250",
        "link (01)08991234000015(10)26K23(15)270615(3103)000250",
    ),
    (
        "all capitals, as QR stores them shorter",
        "]Q1HTTPS://BRAND.EXAMPLE/01/08991234000015/21/9A",
        "link (01)08991234000015(21)9A",
    ),
    (
        "pallet link",
        "]Q1https://id.gs1.org/00/389912345678901238?3302=045250",
        "link (00)389912345678901238(3302)045250",
    ),
    ("place link", "]Q1https://id.gs1.org/414/9506000134390/254/A-01", "link (414)9506000134390(254)A-01"),
    ("crate link", "]Q1https://pool.example/8003/09506000134352KRT7", "link (8003)09506000134352KRT7"),
    (
        "compressed link, which is not read",
        "]Q1https://brand.example/ARFKk4XB0CDKWcnpq",
        "text https://brand.example/ARFKk4XB0CDKWcnpq",
    ),
];

pub const BROKEN: &[(&str, &str, &str)] = &[
    (
        "brackets encoded into the bars",
        "]C1(01)08991234000015(10)A",
        "bad (01)08991234000015(10)A unknown at 0",
    ),
    ("lot with a blank", "]C1010899123400001510LOT 7", "bad (10)LOT 7 character ' ' at 21"),
    ("expiry printed as 31 June", "]C1010899123400001517270631", "bad (17)270631 date-or-month 270631 at 18"),
    (
        "price without its separator",
        "]C10108991234000015800501234510A",
        "bad (8005)01234510A long 9 of 6 at 26",
    ),
    ("check digit of another number", "]C10108991234000016", "bad (01)08991234000016 check 6 for 5 at 15"),
    ("EAN-13 written into (01)", "]C1018991234000015\u{1d}10A", "bad (01)8991234000015 short 13 of 14 at 15"),
    (
        "contents and item on one label",
        "]C1010899123400001502089912340000153712",
        "bad (01)08991234000015 excluded by 37 at 0",
    ),
    ("two lots on one label", "]d2010899123400001510A\u{1d}10B", "bad (10)B repeats A at 20"),
    (
        "link with its lot behind the question mark",
        "]Q1https://brand.example/01/08991234000015?10=A",
        "bad (10)A place at 40",
    ),
    ("weight with a comma in a plain Code 128", "]C0KG 1,250", "text KG 1,250"),
];
