using System.Globalization;
using System.Web;

namespace SqueezeFlow.Simulation.Freqtrade.Api;

/// <summary>A call as it came in.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path below <c>/api/v1/</c>.</param>
/// <param name="Query">Query with its question mark, or nothing.</param>
/// <param name="Body">Body, or nothing.</param>
internal sealed record BotRequest(string Method, string Path, string Query, string Body)
{
    public int? Number(string name) =>
        int.TryParse(HttpUtility.ParseQueryString(Query)[name], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    public IReadOnlyList<string> Texts(string name) => HttpUtility.ParseQueryString(Query).GetValues(name) ?? [];
}
