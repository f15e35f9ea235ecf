using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SqueezeFlow.Simulation.Worlds;

/// <summary>
/// What a demo must remember to go on where its market would be now. The host stores the JSON beside its data on the first
/// start and compares on later ones.
/// </summary>
/// <param name="Seed">Seed of the world.</param>
/// <param name="Symbols">Base coins.</param>
/// <param name="Rate">Trades per wall second over all markets; greater than zero.</param>
/// <param name="Speed">Seconds of market time per wall second; greater than zero.</param>
/// <param name="WallStartUnixMs">Wall time at which market time was <see cref="World.StartUnixMs"/>, milliseconds since 1970 UTC.</param>
public sealed record DemoWorld(long Seed, int Symbols, double Rate, double Speed, long WallStartUnixMs)
{
    /// <summary>The world behind the options.</summary>
    [JsonIgnore]
    public WorldOptions World => new(Seed, Symbols, Rate / Speed);

    /// <summary>Market time at a wall time; never before the world's start. Milliseconds since 1970 UTC.</summary>
    public long MarketTimeAt(DateTimeOffset wall)
    {
        var elapsed = Math.Max(0, wall.ToUnixTimeMilliseconds() - WallStartUnixMs);
        return Worlds.World.StartUnixMs + (long)(elapsed * Speed);
    }

    /// <summary>
    /// One line per option in which <paramref name="given"/> differs from this stored world: option, stored value, given
    /// value and the fix. Empty when the stored world can go on.
    /// </summary>
    public IReadOnlyList<string> Differences(DemoWorld given)
    {
        var lines = new List<string>();
        Compare(lines, "--seed", Seed, given.Seed);
        Compare(lines, "--symbols", Symbols, given.Symbols);
        Compare(lines, "--rate", Rate, given.Rate);
        Compare(lines, "--speed", Speed, given.Speed);
        return lines;
    }

    /// <summary>The record as one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DemoWorldJson.Default.DemoWorld);

    /// <summary>Reads <see cref="ToJson"/>.</summary>
    /// <exception cref="JsonException">The text is not such a record.</exception>
    public static DemoWorld Parse(string json)
    {
        var world = JsonSerializer.Deserialize(json, DemoWorldJson.Default.DemoWorld)
            ?? throw new JsonException("The stored demo world is null: expected seed, symbols, rate, speed and wallStartUnixMs.");
        return world is { Symbols: >= 1, Rate: > 0, Speed: > 0 }
            ? world
            : throw new JsonException($"The stored demo world is out of range: symbols {world.Symbols}, rate {world.Rate}, speed {world.Speed}; all must be greater than zero.");
    }

    private static void Compare<T>(List<string> lines, string option, T stored, T given)
        where T : IFormattable
    {
        if (!EqualityComparer<T>.Default.Equals(stored, given))
        {
            var was = stored.ToString(null, CultureInfo.InvariantCulture);
            var now = given.ToString(null, CultureInfo.InvariantCulture);
            lines.Add($"{option}: the data directory holds a world with {was}, given was {now}: use {option} {was}, or another Data:Directory.");
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DemoWorld))]
internal sealed partial class DemoWorldJson : JsonSerializerContext;
