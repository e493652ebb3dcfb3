//! Label templates as they stand: what is built in, and what the `templates/` folder of the data directory puts in its
//! place or beside it, with fonts, pictures and tables of markets. A bad file keeps the last good one, and what is
//! wrong with it is told with line and column. Values: the folder is read by `folder`, read again by `follow`.

mod folder;
mod follow;
mod trial;

pub(crate) use folder::font_bytes;
pub(crate) use follow::follow;
pub(crate) use trial::sample_for;

use domain::Message;
use folder::Found;
use labels::template::{BUILT_IN, Problem, Stock, Template};
use labels::{Faces, Kit, Markets};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

/// In the data directory.
pub const FOLDER: &str = "templates";
/// Names of lot labels begin with it: the one of the loaded size is taken.
const LOT: &str = "lot-";
/// Cut labels differ, as in `labels::fits`.
const SAME_MM: f32 = 1.0;

/// All of them at one moment. Cheap to clone; a change of the folder makes others.
#[derive(Clone)]
pub struct Templates(Arc<Shelf>);

struct Shelf {
    entries: BTreeMap<String, TemplateEntry>,
    kit: Kit,
    markets: Markets,
    bad_files: Vec<BadFile>,
    /// Of the folder's files: as long as it is the same, nothing has to be read.
    looks: String,
}

/// One template by its file name.
#[derive(Clone, Debug)]
pub struct TemplateEntry {
    /// Of the file, without `.toml`.
    pub name: String,
    /// `None` where it is built in.
    pub path: Option<PathBuf>,
    /// The last good one; `None` where a new name was never good.
    pub template: Option<Arc<Template>>,
    /// Of the file as it is now: what is used is then an older one.
    pub problems: Vec<Problem>,
}

/// A file that no template stands in, and why it is not used.
#[derive(Clone, Debug, PartialEq)]
pub struct BadFile {
    pub path: PathBuf,
    pub message: Message,
}

/// With the tables of markets that are built in.
static OWN: LazyLock<Vec<(&'static str, Arc<Template>)>> = LazyLock::new(|| {
    let markets = Markets::default();
    let read = |text| Template::read(text, &markets).expect("built-in templates are read by tests");
    BUILT_IN.iter().map(|(name, text)| (*name, Arc::new(read(text)))).collect()
});

impl Templates {
    /// What is in the data directory now, and of bad files what was good `before`. Never fails: what cannot be used
    /// is told. Blocks, and takes a while per changed template: each is drawn.
    pub fn read(data: &Path, before: Option<&Templates>) -> Templates {
        let looks = folder::looks(data);
        let found = folder::read(data);
        let mut bad_files = found.bad_files.clone();
        let markets = markets_of(&found, &mut bad_files);
        let kit = kit_of(&found, &mut bad_files);
        let mut entries = built_in(&found, markets.as_ref(), before);
        let markets = markets.unwrap_or_default();
        for (name, path, text) in &found.templates {
            let tried = trial::tried(text, &markets, &kit);
            let (template, problems) = match tried {
                Ok(template) => (Some(Arc::new(template)), Vec::new()),
                Err(problems) => (last_good(name, before, &entries), problems),
            };
            let entry = TemplateEntry { name: name.clone(), path: Some(path.clone()), template, problems };
            entries.insert(name.clone(), entry);
        }
        Templates(Arc::new(Shelf { entries, kit, markets, bad_files, looks }))
    }

    /// By its file name, without `.toml`.
    pub fn named(&self, name: &str) -> Option<Arc<Template>> {
        self.0.entries.get(name)?.template.clone()
    }

    /// The lot label for what is loaded: of the templates named `lot-…` the one of this size and stock, the company's
    /// own before those built in.
    pub fn lot(&self, loaded: &Stock) -> Option<Arc<Template>> {
        let same = |one: f32, other: f32| (one - other).abs() <= SAME_MM;
        let fits = |template: &Template| {
            let stock = &template.stock;
            let is_its_stock = stock.name.is_none() || stock.name == loaded.name;
            is_its_stock && same(stock.width_mm, loaded.width_mm) && same(stock.height_mm, loaded.height_mm)
        };
        let lots = self.0.entries.values().filter(|entry| entry.name.starts_with(LOT));
        let fitting = lots.filter(|entry| entry.template.as_ref().is_some_and(|template| fits(template)));
        fitting.min_by_key(|entry| entry.path.is_none())?.template.clone()
    }

    /// Fonts and pictures they draw with.
    pub fn kit(&self) -> &Kit {
        &self.0.kit
    }

    /// Required facts per market.
    pub fn markets(&self) -> &Markets {
        &self.0.markets
    }

    /// By name.
    pub fn entries(&self) -> impl Iterator<Item = &TemplateEntry> {
        self.0.entries.values()
    }

    pub fn entry(&self, name: &str) -> Option<&TemplateEntry> {
        self.0.entries.get(name)
    }

    /// Fonts, tables of markets and files that cannot be read.
    pub fn bad_files(&self) -> &[BadFile] {
        &self.0.bad_files
    }

    /// Another one when anything in the folder changed.
    pub fn version(&self) -> &str {
        &self.0.looks
    }

    /// A font or picture for a trial beside those of the company, for what sample goods show.
    pub fn sample_kit(&self) -> Kit {
        trial::with_stand_ins(&self.0.kit)
    }
}

impl Default for Templates {
    /// What is built in alone.
    fn default() -> Templates {
        let entries = built_in(&Found::default(), None, None);
        let (kit, markets) = (Kit::default(), Markets::default());
        Templates(Arc::new(Shelf { entries, kit, markets, bad_files: Vec::new(), looks: String::new() }))
    }
}

/// `None`: those built in alone.
fn markets_of(found: &Found, bad_files: &mut Vec<BadFile>) -> Option<Markets> {
    let mut markets = None;
    for (path, text) in &found.markets {
        let before: Markets = markets.clone().unwrap_or_default();
        match before.with(text) {
            Ok(more) => markets = Some(more),
            Err(error) => bad_files.push(BadFile { path: path.clone(), message: error.message() }),
        }
    }
    markets
}

fn kit_of(found: &Found, bad_files: &mut Vec<BadFile>) -> Kit {
    let mut faces = Faces::default();
    for (path, bytes) in &found.fonts {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        match faces.clone().with(&name, bytes.clone()) {
            Ok(more) => faces = more,
            Err(error) => bad_files.push(BadFile { path: path.clone(), message: error.message() }),
        }
    }
    Kit { faces, pictures: found.pictures.iter().cloned().collect() }
}

/// Read anew where the company has tables of markets of its own: then one may ask for what it does not show.
fn built_in(
    found: &Found,
    markets: Option<&Markets>,
    before: Option<&Templates>,
) -> BTreeMap<String, TemplateEntry> {
    let replaced = |name: &str| found.templates.iter().any(|(own, ..)| own == name);
    let read = |(name, text): &(&str, &str)| -> (Option<Arc<Template>>, Vec<Problem>) {
        let own = || OWN.iter().find(|(own, _)| own == name).map(|(_, template)| template.clone());
        match markets {
            Some(markets) if !replaced(name) => match Template::read(text, markets) {
                Ok(template) => (Some(Arc::new(template)), Vec::new()),
                Err(problems) => (before.and_then(|before| before.named(name)), problems),
            },
            _ => (own(), Vec::new()),
        }
    };
    let entry = |built_in: &(&'static str, &'static str)| {
        let (template, problems) = read(built_in);
        let name = built_in.0.to_owned();
        (name.clone(), TemplateEntry { name, path: None, template, problems })
    };
    BUILT_IN.iter().map(entry).collect()
}

/// What was used until now, else what the file was to replace.
fn last_good(
    name: &str,
    before: Option<&Templates>,
    built_in: &BTreeMap<String, TemplateEntry>,
) -> Option<Arc<Template>> {
    let used = before.and_then(|before| before.named(name));
    used.or_else(|| built_in.get(name).and_then(|entry| entry.template.clone()))
}
