document.documentElement.dataset.deferred = document.readyState;
