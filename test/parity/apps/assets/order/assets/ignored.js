window.order = (window.order ?? []).concat('ignored');
