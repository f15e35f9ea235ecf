using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Client.Http;

/// <summary>What the service knows, told to someone who asked for something else.</summary>
internal static class NameLookup
{
    private const int MostListed = 12;
    private const int MostMistyped = 2;

    /// <summary>The refusal with the names that would do, where it rests on a name and the service can list them; else as it is.</summary>
    public static async Task<ConsoleFailure> ExplainAsync(ServiceRefusal refusal, ServiceClient service, CancellationToken cancellationToken)
    {
        if (refusal is not { ListOfKnown: { } list, Value: { } value })
        {
            return refusal;
        }

        string[] names;
        try
        {
            names = await ReadAsync(list, service, cancellationToken);
        }
        catch (ConsoleFailure)
        {
            // Two complaints help less than the first one.
            return refusal;
        }

        var (one, verb) = list switch
        {
            ApiPaths.Symbols or ApiPaths.Markets => (string.Empty, "is not collected"),
            ApiPaths.Feeds => ("feed ", "does not exist"),
            _ => ("position ", "is not open"),
        };
        var guess = NearestName.Of(value, names) is { } nearest && NearestName.Distance(value, nearest) <= Math.Min(MostMistyped, value.Length / 2) ? $"; did you mean {nearest}?" : string.Empty;
        var more = names.Length > MostListed ? $" and {names.Length - MostListed} more (squeezeflow {list})" : string.Empty;
        var known = names.Length == 0 ? "; nothing is yet" : $"; known: {string.Join(", ", names.Take(MostListed))}{more}";
        return new(ConsoleExit.BadUsage, $"{one}{value} {verb}{guess}{known}", refusal);
    }

    private static async Task<string[]> ReadAsync(string list, ServiceClient service, CancellationToken cancellationToken) => list switch
    {
        ApiPaths.Symbols => await ReadAsync<SymbolView>(list, view => view.Symbol, service, cancellationToken),
        ApiPaths.Markets => await ReadAsync<MarketView>(list, view => view.Market, service, cancellationToken),
        ApiPaths.Feeds => await ReadAsync<FeedView>(list, view => view.Id, service, cancellationToken),
        _ => await ReadAsync<PositionView>(list, view => view.Id, service, cancellationToken),
    };

    private static async Task<string[]> ReadAsync<T>(string list, Func<T, string> name, ServiceClient service, CancellationToken cancellationToken) =>
        [.. (await service.GetAsync<T[]>(list, cancellationToken)).Value.Select(name).Order(StringComparer.Ordinal)];
}
