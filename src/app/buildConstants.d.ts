/** Whether the site has an `engine.json`. A constant of the build: without it, nothing of a database server is in the page. */
declare const __REMOTE_ENGINE__: boolean;
