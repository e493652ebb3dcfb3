//! The sandbox as a program: the demo company's outside world, each part on its own port, until it is told
//! to stop.

#[cfg(unix)]
mod program {
    use clap::Parser;
    use jiff::civil::Date;
    use jiff::{Timestamp, tz::TimeZone};
    use sandbox::clock::Clock;
    use sandbox::control::{Control, World};
    use sandbox::demo;
    use sandbox::katana::{self, Katana};
    use sandbox::printer::{self, Printer};
    use sandbox::scanner::Scanner;
    use serde_json::{Value, json};
    use std::error::Error;
    use std::net::SocketAddr;
    use std::path::{Path, PathBuf};
    use std::sync::Arc;
    use tokio::signal::unix::{SignalKind, signal};

    /// The outside world made of memory: a Katana, a Zebra printer and a TSC beside it, a scanner. Port 0 lets the system choose.
    #[derive(Parser)]
    #[command(name = "sandbox", version)]
    pub struct Arguments {
        #[arg(long, default_value_t = 0)]
        katana_port: u16,
        #[arg(long, default_value_t = 0)]
        printer_port: u16,
        #[arg(long, default_value_t = 0)]
        control_port: u16,
        /// A name for the scanner's serial port that stays the same.
        #[arg(long, value_name = "PATH")]
        scanner_link: Option<PathBuf>,
        /// Writes the addresses here, as JSON, once everything listens; removed at the end.
        #[arg(long, value_name = "FILE")]
        announce: Option<PathBuf>,
        /// The key the Katana lets in.
        #[arg(long, default_value = katana::DEFAULT_KEY)]
        api_key: String,
        /// Calls per minute and key.
        #[arg(long, default_value_t = 60)]
        rate_limit: u32,
        /// How long a label takes.
        #[arg(long, value_name = "MS", default_value_t = 50)]
        label_ms: i64,
        /// The day the demo is made on; today by the site's calendar when absent.
        #[arg(long, value_name = "YYYY-MM-DD")]
        day: Option<Date>,
    }

    pub async fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
        let mut terminate = signal(SignalKind::terminate())?;
        let day = match arguments.day {
            Some(day) => day,
            None => today(&demo::catalogue().site.time_zone)?,
        };
        let (world, control) = start(&arguments, day).await?;
        let second = second_printer(&arguments).await?;
        let addresses = addresses(&world, &second, &control, &arguments.api_key, day);
        println!("{}", serde_json::to_string_pretty(&addresses)?);
        if let Some(file) = &arguments.announce {
            announce(file, &addresses)?;
        }
        tokio::select! {
            told = tokio::signal::ctrl_c() => told?,
            _ = terminate.recv() => {}
        }
        println!("stopping");
        if let Some(file) = &arguments.announce {
            std::fs::remove_file(file)?;
        }
        Ok(())
    }

    async fn start(arguments: &Arguments, day: Date) -> Result<(World, Control), Box<dyn Error>> {
        let local = |port: u16| SocketAddr::from(([127, 0, 0, 1], port));
        let katana_settings = katana::Settings {
            address: local(arguments.katana_port),
            api_keys: vec![arguments.api_key.clone()],
            rate_limit: arguments.rate_limit,
            ..katana::Settings::default()
        };
        let printer_settings = printer::Settings {
            label_ms: arguments.label_ms,
            clock: Clock::system(),
            ..printer::Settings::default()
        };
        let katana = Katana::start(katana_settings, demo::katana(day)).await?;
        let printer = Printer::on_tcp(printer_settings, local(arguments.printer_port)).await?;
        let scanner = Scanner::plug(arguments.scanner_link.as_deref())?;
        let world =
            World { katana: Arc::new(katana), printer: Arc::new(printer), scanner: Arc::new(scanner) };
        let control = Control::start(local(arguments.control_port), world.clone()).await?;
        Ok((world, control))
    }

    /// In another language; nobody's hand moves it.
    async fn second_printer(arguments: &Arguments) -> Result<Printer, Box<dyn Error>> {
        let settings = printer::Settings { label_ms: arguments.label_ms, ..printer::Settings::tspl() };
        Ok(Printer::on_tcp(settings, SocketAddr::from(([127, 0, 0, 1], 0))).await?)
    }

    fn today(zone: &str) -> Result<Date, Box<dyn Error>> {
        let zone = TimeZone::get(zone)
            .map_err(|error| format!("could not find the time zone {zone} ({error}); give --day"))?;
        let now = Timestamp::from_millisecond(Clock::system().now_ms())?;
        Ok(now.to_zoned(zone).date())
    }

    fn addresses(world: &World, second: &Printer, control: &Control, api_key: &str, day: Date) -> Value {
        json!({
            "day": day.to_string(),
            "katana": {"base_url": world.katana.base_url(), "api_key": api_key},
            "printer": place(&world.printer),
            "second_printer": place(second),
            "scanner": {"path": world.scanner.path()},
            "control": {"url": control.url()},
            "process": std::process::id(),
        })
    }

    fn place(printer: &Printer) -> Value {
        let address = printer.address();
        json!({
            "host": address.map(|address| address.ip().to_string()),
            "port": address.map(|address| address.port()),
        })
    }

    /// Whole or not there: a reader never sees half of it.
    fn announce(file: &Path, addresses: &Value) -> Result<(), Box<dyn Error>> {
        let mut beside = file.as_os_str().to_os_string();
        beside.push(".new");
        std::fs::write(&beside, serde_json::to_string_pretty(addresses)?)?;
        std::fs::rename(&beside, file)?;
        Ok(())
    }
}

#[cfg(unix)]
#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    use clap::Parser;
    tracing_subscriber::fmt().with_writer(std::io::stdout).init();
    program::run(program::Arguments::parse()).await
}

#[cfg(not(unix))]
fn main() {
    eprintln!("the sandbox needs pseudo-terminals, which this system lacks");
    std::process::exit(1);
}
