window.order = (window.order ?? []).concat('20_second');
