import datetime as dt

from diwan import share
from diwan.share.views import SituationFilter


def axis_of(centre):
    return share.situation(centre.viewer("syria"), SituationFilter()).axis


def test_a_report_of_ten_years_before_leaves_the_buckets_narrow_and_the_years_between_out(centre):
    whole = axis_of(centre)
    assert whole.gaps == ()

    earlier = whole.start - dt.timedelta(days=3650)
    file(centre, "earlier", earlier)

    axis = axis_of(centre)
    ((start, end),) = axis.gaps
    assert axis.bucket_seconds <= 86_400
    assert axis.buckets[0].start <= earlier < start == axis.start + dt.timedelta(seconds=axis.bucket_seconds)
    assert end == axis.buckets[1].start
    assert sum(one.reports for one in axis.buckets) == sum(one.reports for one in whole.buckets) + 1


def test_a_week_without_reports_is_no_gap(centre):
    known = axis_of(centre).gaps
    file(centre, "before", axis_of(centre).buckets[-1].start - dt.timedelta(days=7))
    assert len(axis_of(centre).gaps) == len(known)


def file(centre, name, published):
    text = "River rises at Kirkuk\n\nThe water board said on Monday that a flood had closed the old bridge in Kirkuk."
    centre.file(name, "iraq", text, published=published, whole_centre=True)
