using SqueezeFlow.Client.Offline.Decoding;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Catalog;

namespace SqueezeFlow.Client.Transfer.Exporting;

/// <summary>Reads instrument lists that are named as <c>EXCHANGE=FILE</c>.</summary>
internal static class InstrumentFiles
{
    /// <summary>The markets of each venue.</summary>
    /// <exception cref="ConsoleFailure">A text is no venue and file.</exception>
    public static IReadOnlyDictionary<string, List<Instrument>> Read(IEnumerable<string> named)
    {
        Dictionary<string, List<Instrument>> instruments = new(StringComparer.Ordinal);
        foreach (var text in named)
        {
            if (text.Split('=', 2) is not [var exchange, var file] || !ExchangeCatalog.TryGet(exchange.ToUpperInvariant(), out var adapter) || !File.Exists(file))
            {
                throw ConsoleFailure.BadValue("--instruments", text, "is no venue and file: give e.g. --instruments OKX=instruments.txt");
            }

            instruments[adapter.Descriptor.Id] = InstrumentLists.Read(adapter, file);
        }

        return instruments;
    }
}
