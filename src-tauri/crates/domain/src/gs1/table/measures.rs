//! Application Identifiers measures and prices, whose last digit counts the decimal places.
//! Source: GS1 General Specifications, Barcode Syntax Dictionary release 2026-01-27.

use super::formats::{DIGITS_4, DIGITS_6, DIGITS_TO_15, MONEY};
use super::{Definition, span};

pub(super) static DEFINITIONS: &[Definition] = &[
    span("3100", "3105", "NET WEIGHT (kg)", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["01 02"])
        .excludes("310n"),
    span("3110", "3115", "LENGTH (m)", DIGITS_6).predefined().attribute().needs(&["01 02"]).excludes("311n"),
    span("3120", "3125", "WIDTH (m)", DIGITS_6).predefined().attribute().needs(&["01 02"]).excludes("312n"),
    span("3130", "3135", "HEIGHT (m)", DIGITS_6).predefined().attribute().needs(&["01 02"]).excludes("313n"),
    span("3140", "3145", "AREA (m²)", DIGITS_6).predefined().attribute().needs(&["01 02"]).excludes("314n"),
    span("3150", "3155", "NET VOLUME (l)", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["01 02"])
        .excludes("315n"),
    span("3160", "3165", "NET VOLUME (m³)", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["01 02"])
        .excludes("316n"),
    span("3200", "3205", "NET WEIGHT (lb)", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["01 02"])
        .excludes("320n"),
    span("3210", "3215", "LENGTH (in)", DIGITS_6).predefined().attribute().needs(&["01 02"]).excludes("321n"),
    span("3220", "3225", "LENGTH (ft)", DIGITS_6).predefined().attribute().needs(&["01 02"]).excludes("322n"),
    span("3230", "3235", "LENGTH (yd)", DIGITS_6).predefined().attribute().needs(&["01 02"]).excludes("323n"),
    span("3240", "3245", "WIDTH (in)", DIGITS_6).predefined().attribute().needs(&["01 02"]).excludes("324n"),
    span("3250", "3255", "WIDTH (ft)", DIGITS_6).predefined().attribute().needs(&["01 02"]).excludes("325n"),
    span("3260", "3265", "WIDTH (yd)", DIGITS_6).predefined().attribute().needs(&["01 02"]).excludes("326n"),
    span("3270", "3275", "HEIGHT (in)", DIGITS_6).predefined().attribute().needs(&["01 02"]).excludes("327n"),
    span("3280", "3285", "HEIGHT (ft)", DIGITS_6).predefined().attribute().needs(&["01 02"]).excludes("328n"),
    span("3290", "3295", "HEIGHT (yd)", DIGITS_6).predefined().attribute().needs(&["01 02"]).excludes("329n"),
    span("3300", "3305", "GROSS WEIGHT (kg)", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("330n"),
    span("3310", "3315", "LENGTH (m), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("331n"),
    span("3320", "3325", "WIDTH (m), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("332n"),
    span("3330", "3335", "HEIGHT (m), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("333n"),
    span("3340", "3345", "AREA (m²), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("334n"),
    span("3350", "3355", "VOLUME (l), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("335n"),
    span("3360", "3365", "VOLUME (m³), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("336n"),
    span("3370", "3375", "KG PER m²", DIGITS_6).predefined().attribute().needs(&["01"]).excludes("337n"),
    span("3400", "3405", "GROSS WEIGHT (lb)", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("340n"),
    span("3410", "3415", "LENGTH (in), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("341n"),
    span("3420", "3425", "LENGTH (ft), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("342n"),
    span("3430", "3435", "LENGTH (yd), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("343n"),
    span("3440", "3445", "WIDTH (in), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("344n"),
    span("3450", "3455", "WIDTH (ft), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("345n"),
    span("3460", "3465", "WIDTH (yd), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("346n"),
    span("3470", "3475", "HEIGHT (in), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("347n"),
    span("3480", "3485", "HEIGHT (ft), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("348n"),
    span("3490", "3495", "HEIGHT (yd), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("349n"),
    span("3500", "3505", "AREA (in²)", DIGITS_6).predefined().attribute().needs(&["01 02"]).excludes("350n"),
    span("3510", "3515", "AREA (ft²)", DIGITS_6).predefined().attribute().needs(&["01 02"]).excludes("351n"),
    span("3520", "3525", "AREA (yd²)", DIGITS_6).predefined().attribute().needs(&["01 02"]).excludes("352n"),
    span("3530", "3535", "AREA (in²), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("353n"),
    span("3540", "3545", "AREA (ft²), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("354n"),
    span("3550", "3555", "AREA (yd²), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("355n"),
    span("3560", "3565", "NET WEIGHT (tr oz)", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["01 02"])
        .excludes("356n"),
    span("3570", "3575", "NET VOLUME (oz)", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["01 02"])
        .excludes("357n"),
    span("3600", "3605", "NET VOLUME (qt (US))", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["01 02"])
        .excludes("360n"),
    span("3610", "3615", "NET VOLUME (gal.)", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["01 02"])
        .excludes("361n"),
    span("3620", "3625", "VOLUME (qt (US)), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("362n"),
    span("3630", "3635", "VOLUME (gal (US)), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("363n"),
    span("3640", "3645", "NET VOLUME (in³)", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["01 02"])
        .excludes("364n"),
    span("3650", "3655", "NET VOLUME (ft³)", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["01 02"])
        .excludes("365n"),
    span("3660", "3665", "NET VOLUME (yd³)", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["01 02"])
        .excludes("366n"),
    span("3670", "3675", "VOLUME (in³), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("367n"),
    span("3680", "3685", "VOLUME (ft³), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("368n"),
    span("3690", "3695", "VOLUME (yd³), log", DIGITS_6)
        .predefined()
        .attribute()
        .needs(&["00 01"])
        .excludes("369n"),
    span("3900", "3909", "AMOUNT", DIGITS_TO_15)
        .attribute()
        .needs(&["255 8020"])
        .excludes("390n 391n 394n 8111"),
    span("3910", "3919", "AMOUNT", MONEY).attribute().needs(&["8020"]).excludes("391n"),
    span("3920", "3929", "PRICE", DIGITS_TO_15)
        .attribute()
        .needs(&["01", "30 31nn 32nn 35nn 36nn"])
        .excludes("392n 393n"),
    span("3930", "3939", "PRICE", MONEY).attribute().needs(&["30 31nn 32nn 35nn 36nn"]).excludes("393n"),
    span("3940", "3943", "PRCNT OFF", DIGITS_4).attribute().needs(&["255"]).excludes("394n 8111"),
    span("3950", "3955", "PRICE/UoM", DIGITS_6)
        .attribute()
        .needs(&["30 31nn 32nn 35nn 36nn"])
        .excludes("392n 393n 395n 8005"),
];
