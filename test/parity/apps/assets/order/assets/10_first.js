window.order = (window.order ?? []).concat('10_first');
