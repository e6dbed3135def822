window.late = [document.readyState, document.currentScript.dataset.own].join();
