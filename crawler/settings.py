"""Scrapy's settings, only where they differ from its defaults, and why. `-s NAME=VALUE` overrides any of them."""

import os
from importlib.metadata import PackageNotFoundError, version

try:
    _VERSION = version("nianbao")
except PackageNotFoundError:  # a checkout that was never installed
    _VERSION = "0"

BOT_NAME = "nianbao"
SPIDER_MODULES = ["crawler.spiders"]

# ---- ours ----
# The archive a crawl writes to.
NIANBAO_ARCHIVE = os.environ.get("NIANBAO_ARCHIVE") or "archive.db"
# Hosts named by the user that may resolve to a private address (an intranet, a replica).
NIANBAO_PRIVATE_HOSTS: list[str] = []
# A request that fails is tried this often in one crawl, after pauses that begin here and double.
NIANBAO_ATTEMPTS = 3
NIANBAO_RETRY_SECONDS = 5.0
# What a host asks us to wait is waited within the crawl up to this; longer waits end the portal's crawl for now.
NIANBAO_PATIENCE_SECONDS = 120.0
# So many failures of one host in a row, and the rest of it is left for the next crawl.
NIANBAO_HOST_FAILURES = 5
# Crawl-delay and Request-rate are honoured up to this many seconds; what asks for more is listed as a finding.
NIANBAO_MAX_DELAY_SECONDS = 60.0
# Every so often a page is asked for unconditionally, because some servers answer 304 whatever has changed.
NIANBAO_UNCONDITIONAL_EVERY = 10
# Reports that an unchanged list names are known: of those only this share is asked for again in a crawl, the longest
# unasked first, and every one that was not asked for in so many days.
NIANBAO_RECHECK_SHARE = 0.05
NIANBAO_RECHECK_DAYS = 90.0
# The function that reads a capture; anything with the signature of the default.
NIANBAO_EXTRACT = "pipelines.extract.extract"
NIANBAO_EXTRACT_SECONDS = 240.0

# ---- honest, one at a time, in no hurry ----
USER_AGENT = os.environ.get("NIANBAO_USER_AGENT") or (
    f"Mozilla/5.0 (compatible; nianbao/{_VERSION}; archive of government information disclosure reports)"
)
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "nianbao"
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_REQUESTS = 2  # of one portal: what waits belongs into the frontier, where it can still be held back
DOWNLOADER = "crawler.hosts.StrictDownloader"  # Scrapy 2.19 forgets the limit per host where there is no delay
DOWNLOAD_DELAY = 1.0
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0  # not 5: it only ever rises above DOWNLOAD_DELAY where the server is slow
AUTOTHROTTLE_MAX_DELAY = 30.0

# ---- limits ----
DOWNLOAD_MAXSIZE = 64 * 2**20  # the largest reports are scans of some 30 MB
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 60  # for the whole answer, so that a trickle ends too
REDIRECT_MAX_TIMES = 10
METAREFRESH_MAXDELAY = 4  # a shell that leads on does so at once; news pages that reload themselves take minutes
DEPTH_LIMIT = 0
COOKIES_ENABLED = True  # several portals set a cookie and redirect to the same address

# ---- who keeps what: the frontier and the bytes are in the archive ----
SCHEDULER = "crawler.frontier.Frontier"
ITEM_PIPELINES = {"pipelines.reports.ReportPipeline": 100}
CONCURRENT_ITEMS = 2
RETRY_ENABLED = False  # the frontier retries, so that a pause outlives the process
HTTPERROR_ALLOW_ALL = True  # the frontier judges statuses: a challenge says more in its body than in its number
DOWNLOADER_MIDDLEWARES = {
    "crawler.hosts.HostsMiddleware": 50,
    # Scrapy's lets concurrent requests through while robots.txt is still being fetched (2.14 to 2.19)
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # by domain, silently; ours by host, with a finding
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "crawler.hosts.CappedCookiesMiddleware": 700,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,  # the frontier takes the requests before it would see them
}

# ---- doors that stay shut ----
# http and https only: no page can make us open file:, data:, ftp: or s3:.
DOWNLOAD_HANDLERS = {
    "http": "crawler.browser.PageHandler",
    "https": "crawler.browser.PageHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
REMOTE_CONTROL_ENABLED = False  # on by default in Scrapy: a local port that runs posted Python
TELNETCONSOLE_ENABLED = False
TWISTED_DNS_RESOLVER = "crawler.hosts.PublicResolver"

# ---- a browser, for lists that only scripts make ----
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
PLAYWRIGHT_MAX_CONTEXTS = 1
PLAYWRIGHT_MAX_PAGES_PER_CONTEXT = 2
PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT = 45_000

LOG_LEVEL = os.environ.get("NIANBAO_LOG_LEVEL") or "INFO"
FEED_EXPORT_ENCODING = "utf-8"
