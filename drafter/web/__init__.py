"""The page (trang làm việc): the desk's verbs in a browser, with no logic of its own; `app.ROUTES` lists its pages."""
