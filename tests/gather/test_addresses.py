import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.core.errors import Refused
from diwan.gather.addresses import Guard, host_address, openings, why_refused

address = ipaddress.ip_address


@pytest.mark.parametrize(
    "inner",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "192.0.0.8", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "2002:a9fe:a9fe::", "64:ff9b::127.0.0.1",
        "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "::127.0.0.1", "2001:0:7f00:1::",
    ],
)  # fmt: skip
def test_an_inner_address_is_refused_in_every_disguise(inner):
    assert why_refused(address(inner))


@pytest.mark.parametrize("public", ["8.8.8.8", "93.184.216.34", "2a00:1450:4001:801::200e", "::ffff:8.8.8.8"])
def test_a_public_address_passes(public):
    assert why_refused(address(public)) == ""


@given(st.ip_addresses(v=4))
def test_an_address_packed_into_another_is_as_refused_as_itself(inner):
    refused = bool(why_refused(inner))
    for packed in (f"::ffff:{inner}", f"64:ff9b::{inner}"):
        assert bool(why_refused(address(packed))) == refused
    if refused:
        assert why_refused(ipaddress.IPv6Address((0x2002 << 112) | (int(inner) << 80)))


@pytest.mark.parametrize(
    "odd", ["127.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.0.0.0x1", "1.2.3.4.5"]
)
def test_a_number_in_an_unusual_form_is_refused(odd):
    with pytest.raises(Refused, match="unusual form"):
        host_address(odd)


def test_a_name_with_one_inner_address_among_public_ones_is_refused():
    with pytest.raises(Refused, match=r"news\.example leads to 10\.0\.0\.1"):
        Guard().check("news.example", 443, [address("8.8.8.8"), address("10.0.0.1")])


def test_a_public_address_is_reached_on_the_usual_ports_only():
    assert Guard().check("news.example", 443, [address("8.8.8.8")]) == (address("8.8.8.8"), False)
    with pytest.raises(Refused, match="port 22"):
        Guard().check("news.example", 22, [address("8.8.8.8")])


def test_an_operator_opens_a_network_or_one_host_and_port():
    guard = Guard(openings("10.0.0.0/8, feeds.lan:9000 [::1]:81"))
    assert guard.check("wire.lan", 9999, [address("10.2.3.4")])[1]
    assert guard.check("feeds.lan", 9000, [address("192.168.0.7")])[1]
    assert guard.check("::1", 81, [address("::1")])[1]
    with pytest.raises(Refused):
        guard.check("feeds.lan", 9001, [address("192.168.0.7")])


@pytest.mark.parametrize(
    "metadata", ["169.254.169.254", "fe80::1", "fd00:ec2::254", "::ffff:169.254.169.254"]
)
def test_no_setting_opens_the_metadata_address(metadata):
    guard = Guard(openings("0.0.0.0/0 ::/0"))
    with pytest.raises(Refused):
        guard.check(metadata, 80, [address(metadata)])


def test_diwans_own_port_stays_shut_where_this_machine_is_open():
    guard = Guard(openings("127.0.0.0/8"), own_ports=frozenset({8000}))
    assert guard.check("localhost", 9000, [address("127.0.0.1")])[1]
    with pytest.raises(Refused):
        guard.check("localhost", 8000, [address("127.0.0.1")])


def test_a_public_name_that_points_to_this_machine_is_refused_even_where_this_machine_is_open():
    guard = Guard(openings("127.0.0.0/8"))
    with pytest.raises(Refused):
        guard.check("rebound.example", 9000, [address("127.0.0.1")])


def test_a_setting_that_cannot_be_read_is_named():
    with pytest.raises(ValueError, match="DIWAN_FETCH_ALLOW: write 'everything'"):
        openings("everything")
