window.order = (window.order ?? []).concat('sub/nested');
