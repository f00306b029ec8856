//! AWS Signature Version 4, in headers and with the digest of the body, so that a store refuses a body that was altered on its
//! way. (<https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html>)

use std::fmt::Write as _;

use aws_lc_rs::{digest, hmac};
use jiff::Timestamp;
use zeroize::Zeroizing;

use crate::objects::location::Credentials;

/// A request before it is signed.
pub(super) struct Unsigned<'a> {
    pub(super) method: &'static str,
    /// Host and, unless it is the scheme's own, port.
    pub(super) host: &'a str,
    /// Not encoded.
    pub(super) path: &'a str,
    pub(super) query: &'a [(&'a str, &'a str)],
    /// Names in lower case.
    pub(super) headers: &'a [(&'a str, &'a str)],
    pub(super) body: &'a [u8],
}

/// What to send: path and query, encoded as they were signed, and every header but the host's.
pub(super) struct Signed {
    pub(super) target: String,
    pub(super) headers: Vec<(String, String)>,
}

impl Unsigned<'_> {
    pub(super) fn sign(&self, credentials: &Credentials, region: &str, now: Timestamp) -> Signed {
        let (time, day) = (now.strftime("%Y%m%dT%H%M%SZ").to_string(), now.strftime("%Y%m%d").to_string());
        let hash = hash(self.body);
        let mut headers: Vec<(String, String)> =
            self.headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        headers.push(("host".to_owned(), self.host.to_owned()));
        headers.push(("x-amz-content-sha256".to_owned(), hash.clone()));
        headers.push(("x-amz-date".to_owned(), time.clone()));
        if let Some(token) = &credentials.token {
            headers.push(("x-amz-security-token".to_owned(), token.clone()));
        }
        headers.sort();
        let names = headers.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(";");
        let lines: Vec<String> =
            headers.iter().map(|(name, value)| format!("{name}:{}", value.trim())).collect();
        let lines = lines.join(
            "
",
        );
        let mut query: Vec<(String, String)> =
            self.query.iter().map(|(name, value)| (encode(name, ""), encode(value, ""))).collect();
        query.sort();
        let query = query.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
        let path = encode(self.path, "/");
        let canonical = format!("{}\n{path}\n{query}\n{lines}\n\n{names}\n{hash}", self.method);
        let scope = format!("{day}/{region}/s3/aws4_request");
        let text = format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{}", self::hash(canonical.as_bytes()));
        let mut key = Zeroizing::new([b"AWS4", credentials.secret.as_bytes()].concat());
        for part in [&day, region, "s3", "aws4_request", &text] {
            key = Zeroizing::new(
                hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), part.as_bytes()).as_ref().to_vec(),
            );
        }
        headers.retain(|(name, _)| name != "host");
        headers.push((
            "authorization".to_owned(),
            format!(
                "AWS4-HMAC-SHA256 Credential={}/{scope},SignedHeaders={names},Signature={}",
                credentials.id,
                hex::encode(&*key)
            ),
        ));
        Signed { target: if query.is_empty() { path } else { format!("{path}?{query}") }, headers }
    }
}

fn hash(bytes: &[u8]) -> String {
    hex::encode(digest::digest(&digest::SHA256, bytes))
}

/// Percent-encodes everything but RFC 3986's unreserved characters, and what is to be kept.
fn encode(text: &str, keep: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || keep.as_bytes().contains(&byte) {
            encoded.push(byte.into());
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of Amazon's own documentation (see above).
    #[test]
    fn signatures_are_those_of_the_documentation() {
        let credentials = Credentials {
            id: "AKIAIOSFODNN7EXAMPLE".to_owned(),
            secret: Zeroizing::new("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".to_owned()),
            token: None,
        };
        let signature = |method, path, query: &[_], headers: &[_], body: &[u8]| {
            let host = "examplebucket.s3.amazonaws.com";
            let signed = Unsigned { method, host, path, query, headers, body }.sign(
                &credentials,
                "us-east-1",
                "2013-05-24T00:00:00Z".parse().unwrap(),
            );
            signed.headers.last().unwrap().1.rsplit_once('=').unwrap().1.to_owned()
        };
        assert_eq!(
            signature("GET", "/test.txt", &[], &[("range", "bytes=0-9")], b""),
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
        );
        assert_eq!(
            signature(
                "PUT",
                "/test$file.text",
                &[],
                &[("date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY")],
                b"Welcome to Amazon S3."
            ),
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"
        );
        assert_eq!(
            signature("GET", "/", &[("lifecycle", "")], &[], b""),
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"
        );
        assert_eq!(
            signature("GET", "/", &[("prefix", "J"), ("max-keys", "2")], &[], b""),
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
        );
    }
}
