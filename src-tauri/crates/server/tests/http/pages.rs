//! The pages for browsers: complete, with the right kinds, behind the same policy as the window's.

use crate::support::*;

#[tokio::test]
async fn the_page_comes_with_its_policy() {
    let house = House::open().await;
    let page = house.ask(get("/")).await;
    assert_eq!(page.status, 200, "a browser without a cookie sees the page that asks for pairing");
    assert_eq!(page.headers["content-type"], "text/html; charset=utf-8", "as a page");
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    for part in ["default-src 'self'", "connect-src 'self'", "script-src 'self'", "frame-ancestors 'none'"] {
        assert!(policy.contains(part), "{part} is in {policy}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains('*'), "and no hole: {policy}");
    assert_eq!(page.headers["x-content-type-options"], "nosniff", "a file is what it says");
    assert_eq!(page.headers["referrer-policy"], "no-referrer", "a pairing link is told to nobody");
    house.close().await;
}

#[tokio::test]
async fn every_file_the_page_names_is_there() {
    let house = House::open().await;
    let page = house.ask(get("/")).await;
    let named: Vec<&str> = page.text.split('"').filter(|part| part.starts_with("/assets/")).collect();
    assert!(!named.is_empty(), "the page has scripts and styles: {}", page.text);
    for file in named {
        let answer = house.ask(get(file)).await;
        assert_eq!(answer.status, 200, "{file} is inside the program");
        let kind = answer.headers["content-type"].to_str().unwrap().to_owned();
        let wanted = if file.ends_with(".js") { "text/javascript" } else { "text/css" };
        assert!(kind.starts_with(wanted), "{file} is {kind}");
        assert!(
            answer.headers["cache-control"].to_str().unwrap().contains("immutable"),
            "its name has a sum in it"
        );
    }
    house.close().await;
}

#[tokio::test]
async fn a_path_without_a_file_is_the_page_and_a_lost_file_is_lost() {
    let house = House::open().await;
    let page = house.ask(get("/")).await;
    assert_eq!(house.ask(get("/desk/stock")).await.text, page.text, "the page finds its way");
    house.ask(get("/assets/lost.js")).await.is_problem(404, "http-not-found");
    house.ask(get("/../station.toml")).await.is_problem(404, "http-not-found");
    let tag = page.headers["etag"].to_str().unwrap();
    let again = house.ask(get("/").with("if-none-match", tag)).await;
    assert_eq!(
        (again.status.as_u16(), again.text.as_str()),
        (304, ""),
        "a page that did not change is not sent twice"
    );
    house.close().await;
}
