from urllib.parse import urljoin

import pytest

from webdash.kernel.errors import KernelError
from webdash.packages.requirements import Requirements, parse


def read(text: str) -> Requirements:
    found = Requirements()
    parse(text, "requirements.txt", lambda address: urljoin("https://page.test/", address), found)
    return found


def names(text: str) -> list[str]:
    # Versions of packaging differ in the space before an address.
    return [str(wanted.requirement).replace(" @", "@") for wanted in read(text).wanted]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pandas >= 2", ["pandas>=2"]),
        ("pandas>=2 numpy", ["pandas>=2", "numpy"]),
        ("pandas >= 2 , < 3, numpy", ["pandas<3,>=2", "numpy"]),
        ("pandas>=2,<3,numpy", ["pandas<3,>=2", "numpy"]),
        ("dash[async,diskcache] flask", ["dash[async,diskcache]", "flask"]),
        ("dash [async, diskcache] == 4.4.1", ["dash[async,diskcache]==4.4.1"]),
        ("# all\n\nnumpy  # arrays\nScikit_Learn\n", ["numpy", "scikit-learn"]),
        ("pandas \\\n  >= 2 \\\n  # no\n", ["pandas>=2"]),
        (
            'tomli ; python_version < "3.11" and os_name == "posix" \nflask',
            ['tomli; python_version < "3.11" and os_name == "posix"', "flask"],
        ),
        ('a; sys_platform not in "win32 cygwin" b', ['a; sys_platform not in "win32 cygwin"', "b"]),
        ('tomli;python_version<"3.11" flask', ['tomli; python_version < "3.11"', "flask"]),
        (
            "a @ https://x.test/a-1-py3-none-any.whl, b",
            ["a@ https://x.test/a-1-py3-none-any.whl", "b"],
        ),
        ("./w/a_b-1.0-py3-none-any.whl", ["a-b@ https://page.test/w/a_b-1.0-py3-none-any.whl"]),
        (
            "a-1-py3-none-any.whl b-2-py3-none-any.whl[x]",
            ["a@ https://page.test/a-1-py3-none-any.whl", "b[x]@ https://page.test/b-2-py3-none-any.whl"],
        ),
        ("./a_b-1.0.tar.gz[x]", ["a-b[x]@ https://page.test/a_b-1.0.tar.gz"]),
        (
            "https://x.test/a-1-py3-none-any.whl?key=b&c=d",
            ["a@ https://x.test/a-1-py3-none-any.whl?key=b&c=d"],
        ),
        ("", []),
    ],
)
def test_text_is_split_into_requirements(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_hashes_belong_to_the_requirement_before_them() -> None:
    one, two = "1" * 64, "2" * 64
    wanted = read(
        f"a==1 \\\n  --hash=sha256:{one} \\\n  --hash=sha256:{two}\nb==2 --hash sha256:{two}\nc"
    ).wanted
    assert [w.hashes for w in wanted] == [{one, two}, {two}, set()]


def test_the_hash_in_an_address_counts() -> None:
    (wanted,) = read(f"https://x.test/a-1-py3-none-any.whl#sha256={'A' * 64}").wanted
    assert wanted.hashes == {"a" * 64}


def test_options_are_honoured() -> None:
    found = read(
        "-rmore.txt\n--constraint=limits.txt\n--index-url simple/\n"
        "--extra-index-url other/\n--pre\n--no-index\na"
    )
    assert found.included == [("https://page.test/more.txt", False), ("https://page.test/limits.txt", True)]
    assert found.index_url == "https://page.test/simple/"
    assert found.extra_index_urls == ["https://page.test/other/"]
    assert found.prereleases
    assert found.no_index
    assert [w.requirement.name for w in found.wanted] == ["a"]


def test_what_means_nothing_here_is_noted() -> None:
    found = read("--find-links folder\n--prefer-binary\na --only-binary :all:")
    assert [w.requirement.name for w in found.wanted] == ["a"]
    assert len(found.notes) == 3


@pytest.mark.parametrize(
    "text",
    [
        "-e .",
        "-e git+https://x.test/a.git#egg=a",
        "git+https://x.test/a.git",
        "a @ git+https://x.test/a.git",
        "https://x.test/main.tar.gz",
        "a @ https://x.test/a-1.zip",
        "./a-1.tar.bz2",
        "../folder",
        "a.whl",
        "pandas >=",
        "pandas=2",
        "--no-such-option",
        "-r",
        "a --hash=md5:0",
    ],
)
def test_what_cannot_be_honoured_is_refused_by_name(text: str) -> None:
    with pytest.raises(KernelError) as raised:
        read(f"fine\n{text}")
    assert raised.value.code == "requirements-invalid"
    assert "requirements.txt" in raised.value.message
    assert text.split()[0] in raised.value.message
