//! A static server for the built site, on the loopback address, as a strict host would be.

use std::fs::File;
use std::net::TcpStream;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Result, anyhow};
use percent_encoding::percent_decode_str;
use tiny_http::{Header, Method, Request, Response, Server};

use crate::compress;
use crate::headers::{self, Rule};

/// Requests answered at a time; a browser opens six connections to one host.
const THREADS: usize = 8;

/// How long a connection may wait for a thread.
const NUDGE: Duration = Duration::from_millis(50);

/// The built site below a folder of the server.
pub(crate) struct Site {
    root: PathBuf,
    /// `/`, or a folder such as `/some/folder/`.
    prefix: String,
    rules: Vec<Rule>,
    /// The files that went out, by their paths below the root.
    sent: Mutex<Vec<String>>,
}

/// What a request comes to.
enum Answer {
    File(PathBuf),
    Redirect(String),
    Missing,
}

impl Site {
    /// Reads the built pages for the policies that their headers repeat.
    pub(crate) fn open(root: &Path, prefix: &str) -> Result<Self> {
        let folder = prefix.trim_matches('/');
        let prefix = if folder.is_empty() { "/".to_owned() } else { format!("/{folder}/") };
        let rules = headers::rules(root)?;
        Ok(Self { root: root.to_owned(), prefix, rules, sent: Mutex::default() })
    }

    /// The site's address on a server.
    pub(crate) fn address(&self, server: &Server) -> String {
        format!("http://{}{}", server.server_addr(), self.prefix)
    }

    /// Answers until the server is told to stop.
    pub(crate) fn serve(&self, server: &Server) {
        let is_over = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| nudge(server, &is_over));
            let answering: Vec<_> = (0..THREADS)
                .map(|_| {
                    scope.spawn(|| {
                        while let Ok(request) = server.recv() {
                            // A browser that went away in the middle is nobody's concern.
                            self.respond(request).ok();
                        }
                    })
                })
                .collect();
            for thread in answering {
                // One that panicked has said so.
                thread.join().ok();
            }
            is_over.store(true, Ordering::Relaxed);
        });
    }

    /// The paths sent so far, each where it was the first time.
    pub(crate) fn sent(&self) -> Vec<String> {
        self.sent.lock().map(|sent| sent.clone()).unwrap_or_default()
    }

    fn respond(&self, request: Request) -> Result<()> {
        if !matches!(request.method(), Method::Get | Method::Head) {
            return Ok(request.respond(Response::empty(405))?);
        }
        match self.find(request.url()) {
            Answer::File(file) => self.send(request, &file),
            Answer::Redirect(to) => {
                Ok(request.respond(Response::empty(301).with_header(header("Location", &to)?))?)
            }
            Answer::Missing => {
                Ok(request.respond(Response::from_string("Not found\n").with_status_code(404))?)
            }
        }
    }

    /// The file behind an address, never outside the root.
    fn find(&self, url: &str) -> Answer {
        let path = url.split(['?', '#']).next().unwrap_or_default();
        if format!("{path}/") == self.prefix {
            return Answer::Redirect(self.prefix.clone());
        }
        let Some(below) = path.strip_prefix(&self.prefix) else { return Answer::Missing };
        let Ok(below) = percent_decode_str(below).decode_utf8() else { return Answer::Missing };
        let below = Path::new(&*below);
        if !below.components().all(|part| matches!(part, Component::Normal(_))) {
            return Answer::Missing;
        }
        let file = self.root.join(below);
        if !file.is_dir() {
            return if file.is_file() { Answer::File(file) } else { Answer::Missing };
        }
        if !path.ends_with('/') {
            return Answer::Redirect(url.replacen(path, &format!("{path}/"), 1));
        }
        let index = file.join("index.html");
        if index.is_file() { Answer::File(index) } else { Answer::Missing }
    }

    fn send(&self, request: Request, file: &Path) -> Result<()> {
        let below = file.strip_prefix(&self.root)?.to_string_lossy().replace('\\', "/");
        let (body, encoding) = open(file, &accepted(&request))?;
        let length = body.metadata()?.len();
        let mut response = Response::new(200.into(), Vec::new(), body, usize::try_from(length).ok(), None)
            // The length is known, so nothing is sent in pieces.
            .with_chunked_threshold(usize::MAX);
        response.add_header(header("Content-Type", &media_type(file))?);
        response.add_header(header("Vary", "Accept-Encoding")?);
        if !headers::is_immutable(&below) {
            // A rule says the rest.
            response.add_header(header("Cache-Control", "no-cache")?);
        }
        if let Some(encoding) = encoding {
            response.add_header(header("Content-Encoding", encoding)?);
        }
        for rule in self.rules.iter().filter(|rule| rule.concerns(&below)) {
            response.add_header(header(rule.name, &rule.value)?);
        }
        request.respond(response)?;
        if let Ok(mut sent) = self.sent.lock()
            && !sent.contains(&below)
        {
            sent.push(below);
        }
        Ok(())
    }
}

/// Connects again and again, and says nothing.
///
/// Of two connections that come at one moment `tiny_http` can give a thread to the first alone; the other one waits
/// until a connection ends, and browsers keep theirs open for minutes. A third one gives it a thread.
fn nudge(server: &Server, is_over: &AtomicBool) {
    let Some(address) = server.server_addr().to_ip() else { return };
    while !is_over.load(Ordering::Relaxed) {
        TcpStream::connect(address).ok();
        thread::sleep(NUDGE);
    }
}

/// Listens on the loopback address alone; port 0 is any free one.
pub(crate) fn listen(port: u16) -> Result<Server> {
    Server::http(("127.0.0.1", port))
        .map_err(|error| anyhow!("port {port} can't be had ({error}); choose another with --port"))
}

/// Ends [`Site::serve`] once its answers of the moment are out.
pub(crate) fn stop(server: &Server) {
    for _ in 0..THREADS {
        server.unblock();
    }
}

/// The encodings a browser takes, in lower case.
fn accepted(request: &Request) -> String {
    let header = request.headers().iter().find(|header| header.field.equiv("Accept-Encoding"));
    header.map(|header| header.value.as_str().to_ascii_lowercase()).unwrap_or_default()
}

/// The file in the best form that is both there and taken.
fn open(file: &Path, accepted: &str) -> Result<(File, Option<&'static str>)> {
    for (encoding, ending) in [("br", "br"), ("gzip", "gz")] {
        let taken = accepted.split(',').any(|word| word.split(';').next().map(str::trim) == Some(encoding));
        let compressed = compress::with_ending(file, ending);
        if taken && compressed.is_file() {
            return Ok((File::open(compressed)?, Some(encoding)));
        }
    }
    Ok((File::open(file)?, None))
}

fn media_type(file: &Path) -> String {
    let kind = mime_guess::from_path(file).first_or_octet_stream();
    let is_text = kind.type_() == mime_guess::mime::TEXT || kind.subtype() == mime_guess::mime::JSON;
    if is_text { format!("{kind}; charset=utf-8") } else { kind.to_string() }
}

fn header(name: &str, value: &str) -> Result<Header> {
    Header::from_bytes(name, value).map_err(|()| anyhow!("{name}: {value} is no header"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_folder_needs_its_slash_and_nothing_lies_outside_the_root() {
        let root = std::env::temp_dir().join(format!("accord-server-{}", std::process::id()));
        fs::create_dir_all(root.join("profile")).unwrap();
        fs::write(root.join("profile/index.html"), "").unwrap();
        let site = Site {
            root: root.clone(),
            prefix: "/some/folder/".to_owned(),
            rules: Vec::new(),
            sent: Mutex::default(),
        };
        let to = |url| match site.find(url) {
            Answer::File(file) => file.strip_prefix(&root).unwrap().display().to_string(),
            Answer::Redirect(to) => format!("-> {to}"),
            Answer::Missing => "missing".to_owned(),
        };
        assert_eq!(to("/some/folder/profile/?lang=en"), "profile/index.html");
        assert_eq!(to("/some/folder/profile?lang=en"), "-> /some/folder/profile/?lang=en");
        assert_eq!(to("/some/folder"), "-> /some/folder/");
        assert_eq!(to("/profile/"), "missing");
        assert_eq!(to("/some/folder/../secret"), "missing");
        assert_eq!(to("/some/folder/%2e%2e/secret"), "missing");
        assert_eq!(to("/some/folder//etc/passwd"), "missing");
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn types_are_those_a_browser_insists_on() {
        assert_eq!(media_type(Path::new("a.wasm")), "application/wasm");
        assert_eq!(media_type(Path::new("a.js")), "text/javascript; charset=utf-8");
        assert_eq!(media_type(Path::new("a.json")), "application/json; charset=utf-8");
    }

    #[test]
    fn connections_that_come_at_one_moment_are_all_answered() {
        use std::io::{Read as _, Write as _};
        let root = std::env::temp_dir().join(format!("accord-server-many-{}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        fs::write(root.join("index.html"), "page").unwrap();
        let site =
            Site { root: root.clone(), prefix: "/".to_owned(), rules: Vec::new(), sent: Mutex::default() };
        let server = listen(0).unwrap();
        let address = server.server_addr().to_ip().unwrap();
        let ask = || {
            let mut line = TcpStream::connect(address)?;
            line.set_read_timeout(Some(Duration::from_secs(20)))?;
            line.write_all(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")?;
            line.read_exact(&mut [0; 12])?;
            Ok::<_, std::io::Error>(line)
        };
        let open: Vec<_> = thread::scope(|scope| {
            scope.spawn(|| site.serve(&server));
            let open = (0..100)
                .flat_map(|_| {
                    let pair = [scope.spawn(ask), scope.spawn(ask)];
                    pair.map(|line| line.join().unwrap().map_err(|error| error.to_string()))
                })
                .collect();
            stop(&server);
            open
        });
        // None was closed before the last one was answered.
        assert_eq!(open.into_iter().filter_map(Result::err).collect::<Vec<_>>(), Vec::<String>::new());
        fs::remove_dir_all(root).unwrap();
    }
}
