/** Whether the site has an `engine.json`. A constant of the build: without it, nothing of a database server is in the page. */
declare const REMOTE_ENGINE: boolean;
