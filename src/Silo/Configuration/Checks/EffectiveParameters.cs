using System.Globalization;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Configuration.Checks;

/// <summary>The parameters that the strategy runs with, as <c>config show</c> tells them.</summary>
/// <param name="Profile">Their profile.</param>
/// <param name="Hash">Their hash, which signals carry.</param>
/// <param name="File">Where those come from that are not the profile's own; null when all are.</param>
/// <param name="Values">Every parameter.</param>
/// <param name="Changed">Names of those that are not the profile's own.</param>
internal sealed record EffectiveParameters(string Profile, string Hash, string? File, IReadOnlyDictionary<string, double> Values, IReadOnlyList<string> Changed)
{
    /// <summary>What a configuration comes to.</summary>
    public static EffectiveParameters Of(IConfiguration root)
    {
        var parameters = StrategyParametersFile.Of(root);
        var own = StrategyParameters.Of(parameters.Profile);
        return new(
            parameters.Profile.ToString(),
            ParameterHash.Of(parameters),
            StrategyParametersFile.PathOf(root),
            ParameterCatalog.All.ToDictionary(field => field.Name, field => field.Of(parameters)),
            [.. ParameterCatalog.All.Where(field => !field.Of(parameters).Equals(field.Of(own))).Select(field => field.Name)]);
    }

    /// <summary>A line for the whole, then one for each.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"strategy: parameters {ParameterHash.Short(Hash)}, those of {Profile}{(Changed.Count > 0 ? $" but for {Changed.Count} from {File}" : "")}";
        foreach (var field in ParameterCatalog.All)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"  {field.Name} = {Values[field.Name]} {field.Unit}  ({(Changed.Contains(field.Name) ? File : Profile)})");
        }
    }
}
