"""What can be wrong with a volume: each fault names the input and the mend. Pages translate the sentence by its key."""

from diwan.core.errors import BadInput

SENTENCES = {
    "not_a_number": "“%(value)s” is not a number; give metres or degrees with digits.",
    "latitude": "A latitude of %(value)s° does not exist; latitudes go from −90 to 90, and stand first.",
    "longitude": "A longitude of %(value)s° does not exist; longitudes go from −180 to 180, and stand second.",
    "swapped": "%(latitude)s, %(longitude)s looks as if latitude and longitude were swapped; say which you mean.",
    "notation": "“%(value)s” is no point; give it as 33.3128 44.3615, 33°18′46″N 44°21′41″E, 38S MB 4060 8613 or 38N 440600 3686130.",
    "one_centre": "A circle has one centre; %(count)s points were given.",
    "few_corners": "A polygon needs three different corners; %(count)s were given.",
    "few_points": "A corridor needs two different points; %(count)s were given.",
    "many_points": "%(count)s points are too many; give at most %(most)s, or split the area.",
    "crosses_itself": "The polygon crosses or touches itself near %(latitude)s, %(longitude)s; give its corners in order along the edge.",
    "no_surface": "The polygon has no surface; its corners lie on one line.",
    "too_wide": "Points %(value)s km apart are too far for one area; %(most)s km from the first is the limit. Split the area.",
    "radius": "A radius of %(value)s m cannot be; give more than 0 and at most %(most)s m.",
    "width": "A width of %(value)s m cannot be; give more than 0 and at most %(most)s m.",
    "no_height": "The upper height, %(upper)s m, is not above the lower, %(lower)s m; give a band that has a height.",
    "height": "A height of %(value)s m cannot be; give −1000 to 100000 m.",
    "ground": "The ground's highest point, %(upper)s m, is below its lowest, %(lower)s m; swap them.",
    "ground_without_need": "The ground's height is asked for heights above ground only; leave it out.",
    "ends_before_start": "The window ends at %(end)s, not after its start at %(start)s; correct one of them.",
    "long_window": "The window lasts %(days)s days; the limit is %(most)s. Give the hours of each day and repeat them, or several windows.",
    "no_time": "“%(value)s” is no day and time; give one such as 2026-05-01T08:00.",
    "zone": "“%(value)s” is no time zone; give one such as Asia/Baghdad or UTC.",
    "year": "%(value)s is out of reach; give a time from %(earliest)s to %(latest)s.",
    "long_repeat": "The repetition ends %(days)s days after it starts; the limit is %(most)s.",
    "repeat_overlaps": "A window of %(hours)s hours cannot be repeated every day; give at most 24.",
    "no_days": "Not one of the chosen days lies between the start and the end of the repetition; choose another day or end.",
    "many_volumes": "%(count)s volumes are too many for one activity; give at most %(most)s.",
    "large_file": "The file is larger than %(most)s MB; simplify it, or split it.",
    "not_geojson": "The file is no GeoJSON of points, lines or polygons; save it as GeoJSON, coordinates in degrees.",
    "mixed_shapes": "The file mixes points, lines and polygons; give one kind of area at a time.",
    "no_volume": "An activity needs a place and a time; give at least one volume.",
}


class NotAVolume(BadInput):
    """This is no place and time that can be compared."""

    def __init__(self, field: str, key: str, **values: object) -> None:
        self.field, self.key, self.values = field, key, {name: str(value) for name, value in values.items()}
        super().__init__(f"{field}: {SENTENCES[key] % self.values}")
