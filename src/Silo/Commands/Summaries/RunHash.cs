using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Storage;

namespace SqueezeFlow.Silo.Commands.Summaries;

/// <summary>
/// SHA-256 over what a run produced, for comparing runs. The input is UTF-8 text without a byte order mark, one line per row,
/// each ended by a line feed; fields are separated by one <c>|</c>.
/// <para>First every closed one-second bar, by market (ordinal) then open time:</para>
/// <c>B|market|openUnixMs|open|high|low|close|buyNotional|sellNotional|buyCount|sellCount|buyLiquidation|sellLiquidation</c>
/// <para>then every signal, by bar close, base coin (ordinal), action (<c>LONG</c>, <c>SHORT</c>, <c>CLOSE</c>, ordinal):</para>
/// <c>S|barCloseUnixMs|baseSymbol|action|score|positionSizeFactor|leverage|entryPrice|spotCvd|perpCvd</c>
/// <para>
/// Whole numbers are written in decimal, all others with the .NET format <c>G12</c> of the invariant culture, a missing
/// price as <c>NaN</c>. No wall time takes part.
/// </para>
/// </summary>
public sealed class RunHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly StringBuilder _line = new(256);
    private byte[] _bytes = new byte[1024];

    /// <summary>Hash of the bars with open time in <c>[from, to)</c> and the signals whose bar closed in <c>(from, to]</c>.</summary>
    /// <exception cref="IOException">The store cannot be read.</exception>
    public static async Task<string> ComputeAsync(IBarStore bars, ISignalPublisher signals, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken)
    {
        using var hash = new RunHash();
        await foreach (var row in bars.ReadAllAsync(Timeframe.S1, fromUnixMs, toUnixMs, cancellationToken))
        {
            hash.Add(row);
        }

        List<Signal> given = [];
        await foreach (var record in signals.ReadAllAsync(cancellationToken))
        {
            if (record.Signal.BarCloseUnixMs > fromUnixMs && record.Signal.BarCloseUnixMs <= toUnixMs)
            {
                given.Add(record.Signal);
            }
        }

        foreach (var signal in given.OrderBy(s => s.BarCloseUnixMs).ThenBy(s => s.BaseSymbol, StringComparer.Ordinal).ThenBy(ActionOf, StringComparer.Ordinal))
        {
            hash.Add(signal);
        }

        return hash.Finish();
    }

    /// <summary>Adds a bar; bars come by market, then time.</summary>
    public void Add(in BarRow row)
    {
        var bar = row.Bar;
        _line.Clear().Append("B|").Append(row.Market.Exchange).Append(':').Append(row.Market.Symbol);
        Whole(bar.OpenUnixMs);
        Number(bar.Open);
        Number(bar.High);
        Number(bar.Low);
        Number(bar.Close);
        Number(bar.BuyNotional);
        Number(bar.SellNotional);
        Whole(bar.BuyCount);
        Whole(bar.SellCount);
        Number(bar.BuyLiquidation);
        Number(bar.SellLiquidation);
        EndLine();
    }

    /// <summary>Adds a signal; signals come after all bars, by bar close, base coin, action.</summary>
    public void Add(Signal signal)
    {
        _line.Clear().Append('S');
        Whole(signal.BarCloseUnixMs);
        _line.Append('|').Append(signal.BaseSymbol).Append('|').Append(ActionOf(signal));
        Number(signal.Score);
        Number(signal.PositionSizeFactor);
        Whole(signal.Leverage);
        Number(signal.EntryPrice);
        Number(signal.SpotCvd);
        Number(signal.PerpCvd);
        EndLine();
    }

    /// <summary>The hash of all that was added, 64 lower-case hexadecimal digits; starts anew afterwards.</summary>
    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private static string ActionOf(Signal signal) => signal.Action.ToString().ToUpperInvariant();

    private void Whole(long value) => _line.Append('|').Append(CultureInfo.InvariantCulture, $"{value}");

    // A zero of either sign is the same nothing.
    private void Number(double value) => _line.Append('|').Append(CultureInfo.InvariantCulture, $"{(value == 0 ? 0 : value):G12}");

    private void EndLine()
    {
        _line.Append('\n');
        foreach (var chunk in _line.GetChunks())
        {
            var most = Encoding.UTF8.GetMaxByteCount(chunk.Length);
            if (_bytes.Length < most)
            {
                _bytes = new byte[most];
            }

            _hash.AppendData(_bytes, 0, Encoding.UTF8.GetBytes(chunk.Span, _bytes));
        }
    }
}
