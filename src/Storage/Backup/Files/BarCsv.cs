using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Storage.Backup.Files;

/// <summary>Bars of one timeframe as comma separated values with a heading.</summary>
internal sealed class BarCsv(Timeframe timeframe) : IRowFormat<BarRow>
{
    private static readonly string[] Columns =
    [
        "exchange", "symbol", "open_unix_ms", "open", "high", "low", "close", "buy_notional", "sell_notional", "buy_count", "sell_count",
        "buy_liquidation", "sell_liquidation", "imported",
    ];

    private static readonly string Heading = string.Join(',', Columns);

    /// <inheritdoc/>
    public IRowWriter<BarRow> Write(Stream stream) => new Writer(new(stream));

    /// <inheritdoc/>
    public IEnumerable<BarRow> Read(Stream stream)
    {
        var reader = new CsvReader(stream);
        if (!reader.Read() || reader.Count != Columns.Length || Columns.Where((name, i) => reader.Text(i) != name).Any())
        {
            throw reader.Fault($"expected the heading {Heading}");
        }

        while (reader.Read())
        {
            yield return reader.Count == Columns.Length
                ? Row(reader)
                : throw reader.Fault(FormattableString.Invariant($"expected {Columns.Length} values, found {reader.Count}"));
        }
    }

    private BarRow Row(CsvReader reader)
    {
        var opens = reader.Whole(2, Columns[2]);
        var bar = new Bar(
            timeframe != Timeframe.S1 || timeframe.Floor(opens) == opens ? opens : throw reader.Fault(Columns[2], "a whole second", 2),
            Number(reader, 3),
            Number(reader, 4),
            Number(reader, 5),
            Number(reader, 6),
            Number(reader, 7),
            Number(reader, 8),
            reader.Whole(9, Columns[9]),
            reader.Whole(10, Columns[10]),
            Number(reader, 11),
            Number(reader, 12));
        var imported = reader.Whole(13, Columns[13]);
        return imported is 0 or 1
            ? new(new MarketId(reader.Text(0), reader.Text(1)), timeframe, bar, imported == 1)
            : throw reader.Fault(Columns[13], "0 or 1", 13);
    }

    private static double Number(CsvReader reader, int field) => reader.Double(field, Columns[field]);

    private sealed class Writer : IRowWriter<BarRow>
    {
        private readonly CsvWriter _csv;

        public Writer(CsvWriter csv)
        {
            _csv = csv;
            foreach (var name in Columns)
            {
                csv.Text(name);
            }

            csv.EndLine();
        }

        public void Write(BarRow row)
        {
            var bar = row.Bar;
            _csv.Text(row.Market.Exchange);
            _csv.Text(row.Market.Symbol);
            _csv.Number(bar.OpenUnixMs);
            _csv.Number(bar.Open);
            _csv.Number(bar.High);
            _csv.Number(bar.Low);
            _csv.Number(bar.Close);
            _csv.Number(bar.BuyNotional);
            _csv.Number(bar.SellNotional);
            _csv.Number(bar.BuyCount);
            _csv.Number(bar.SellCount);
            _csv.Number(bar.BuyLiquidation);
            _csv.Number(bar.SellLiquidation);
            _csv.Number(row.IsImported ? 1 : 0);
            _csv.EndLine();
        }

        public void Dispose() => _csv.Dispose();
    }
}
