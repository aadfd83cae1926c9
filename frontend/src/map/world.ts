/** Natural Earth at 1:50 million, from the world-atlas package, with ISO codes and a label point for each country. */
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { FeatureCollection, MultiLineString } from 'geojson'
import worldAddress from '../../generated/world.json?url'

export interface CountryProperties {
  /** ISO 3166-1 alpha-2; a part without one is drawn and not named. */
  readonly code?: string
  readonly at?: [lon: number, lat: number]
  readonly area?: number
}

export interface World {
  readonly countries: FeatureCollection<GeoJSON.Geometry, CountryProperties>
  readonly borders: MultiLineString
}

type WorldTopology = Topology<{ countries: GeometryCollection<CountryProperties> }>

let loading: Promise<World> | undefined

async function load(): Promise<World> {
  const response = await fetch(worldAddress)
  if (!response.ok) throw new Error(`The map's land could not be loaded (${response.status}).`)
  const topology = (await response.json()) as WorldTopology
  const { countries } = topology.objects
  return {
    countries: feature(topology, countries) as World['countries'],
    borders: mesh(topology, countries, (a, b) => a !== b),
  }
}

export function loadWorld(): Promise<World> {
  loading ??= load()
  return loading
}
