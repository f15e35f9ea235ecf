using System.Text;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;

namespace SqueezeFlow.Client.Offline.Decoding;

/// <summary>Lists of instruments in files, as venues send them.</summary>
internal static class InstrumentLists
{
    /// <summary>Instruments of a venue, of a file with one REST answer a line.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static List<Instrument> Read(IExchangeAdapter adapter, string file)
    {
        List<Instrument> instruments = [];
        foreach (var line in File.ReadLines(file))
        {
            adapter.TryReadInstruments(Encoding.UTF8.GetBytes(line), instruments);
        }

        return instruments;
    }
}
