//! Reads the templates again as soon as a file of them is saved: people write them beside the preview.

use super::{FOLDER, Templates, folder};
use crate::context::{Context, Source};
use crate::said::Trouble;
use crate::station::Station;
use domain::Message;
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// What was missed while nobody was rung for is found then.
const MINUTE: Duration = Duration::from_secs(60);
/// Editors save in several steps; the files are read when they are through.
const SETTLE: Duration = Duration::from_millis(120);

/// Runs beside the station.
pub(crate) async fn follow(station: Arc<Station>) {
    let context = &station.context;
    let rung = Arc::new(Notify::new());
    let mut watcher = None;
    say(context, &context.templates());
    loop {
        if watcher.is_none() || !context.data.join(FOLDER).is_dir() {
            watcher = bell(&context.data, &rung);
        }
        read_again(context).await;
        let heard = tokio::time::timeout(MINUTE, rung.notified()).await;
        tracing::trace!(rung = heard.is_ok(), "the folder of templates");
        tokio::time::sleep(SETTLE).await;
    }
}

/// Rings when something happens in the folder; without it every minute has to do.
fn bell(data: &Path, rung: &Arc<Notify>) -> Option<RecommendedWatcher> {
    if let Err(error) = folder::prepare(data) {
        tracing::debug!(%error, "the folder of templates was not made");
        return None;
    }
    let ringing = rung.clone();
    let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| !event.kind.is_access()) {
            ringing.notify_one();
        }
    });
    let begun = watcher.and_then(|mut watcher| {
        watcher.watch(&data.join(FOLDER), RecursiveMode::Recursive)?;
        Ok(watcher)
    });
    begun.inspect_err(|error| tracing::debug!(%error, "templates are looked at every minute only")).ok()
}

async fn read_again(context: &Arc<Context>) {
    let before = context.templates();
    if folder::looks(&context.data) == before.version() {
        return;
    }
    let data = context.data.clone();
    // Each template is drawn: the runtime's own threads stay free for the floor.
    let read = tokio::task::spawn_blocking(move || Templates::read(&data, Some(&before))).await;
    match read {
        Ok(templates) => {
            say(context, &templates);
            context.replace_templates(templates);
        }
        Err(error) => tracing::error!(%error, "templates were not read; those before stay in use"),
    }
}

/// One thing at a time on the strip; all of it stands on the page of templates.
fn say(context: &Context, templates: &Templates) {
    context.set_trouble(Source::Templates, trouble(templates));
}

fn trouble(templates: &Templates) -> Option<Message> {
    let bad = templates.entries().find_map(|entry| Some((entry, entry.problems.first()?)));
    if let Some((entry, problem)) = bad {
        let (template, line) = (entry.name.clone(), i64::from(problem.at.line));
        let said = match entry.template {
            Some(_) => Trouble::Template { template, line },
            None => Trouble::TemplateNew { template, line },
        };
        return Some(said.message());
    }
    let file = templates.bad_files().first()?.path.file_name()?.to_string_lossy().into_owned();
    Some(Trouble::TemplateFile { file }.message())
}
