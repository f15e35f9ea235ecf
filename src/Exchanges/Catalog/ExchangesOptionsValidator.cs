using Microsoft.Extensions.Options;

namespace SqueezeFlow.Exchanges.Catalog;

/// <summary>Checks that every configured venue and endpoint exists and every address is one. All problems are named at once.</summary>
internal sealed class ExchangesOptionsValidator : IValidateOptions<ExchangesOptions>
{
    public ValidateOptionsResult Validate(string? name, ExchangesOptions options)
    {
        var problems = options.Venues.SelectMany(venue => Check(venue.Key, venue.Value)).ToArray();
        return problems.Length > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Check(string id, ExchangeSettings settings)
    {
        var section = $"{ExchangesOptions.Section}:{id}";
        if (!ExchangeCatalog.TryGet(id, out var adapter))
        {
            return [$"{section}: no such venue; known are {string.Join(", ", ExchangeCatalog.All.Select(known => known.Descriptor.Id))}"];
        }

        var descriptor = adapter.Descriptor;
        var streams = descriptor.Endpoints.Select(endpoint => endpoint.Name).ToArray();
        var rests = descriptor.Rests.Select(rest => rest.Name).ToArray();
        return
        [
            .. CheckAddress($"{section}:Stream", settings.Stream, Uri.UriSchemeWs, Uri.UriSchemeWss),
            .. CheckAddress($"{section}:Rest", settings.Rest, Uri.UriSchemeHttp, Uri.UriSchemeHttps),
            .. settings.Streams.SelectMany(item => CheckNamed($"{section}:Streams", item, streams, Uri.UriSchemeWs, Uri.UriSchemeWss)),
            .. CheckCount($"{section}:{nameof(ExchangeSettings.MarketsPerConnection)}", settings.MarketsPerConnection),
            .. settings.Rests.SelectMany(item => CheckNamed($"{section}:Rests", item, rests, Uri.UriSchemeHttp, Uri.UriSchemeHttps)),
        ];
    }

    private static string[] CheckCount(string key, int? count) =>
        count is < 1 ? [$"{key}: expected 1 or more, found {count}"] : [];

    private static string[] CheckNamed(
        string section, KeyValuePair<string, string> item, string[] known, string scheme, string secureScheme) =>
        known.Contains(item.Key, StringComparer.OrdinalIgnoreCase)
            ? CheckAddress($"{section}:{item.Key}", item.Value, scheme, secureScheme)
            : [$"{section}:{item.Key}: no such endpoint; known are {string.Join(", ", known)}"];

    private static string[] CheckAddress(string key, string? text, string scheme, string secureScheme) =>
        text is null || (Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == scheme || address.Scheme == secureScheme))
            ? []
            : [$"{key}: '{text}' is no address; expected {scheme}:// or {secureScheme}://"];
}
