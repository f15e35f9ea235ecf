using SqueezeFlow.Client.Offline.Reading;

namespace SqueezeFlow.Client.Offline.Backtests.Files;

/// <summary>Reads a column that says whose rows these are: one market a file, and one timeframe.</summary>
internal sealed class MarketColumn(CsvTable table, int column)
{
    /// <summary>The market; empty when the file does not tell.</summary>
    public string Market { get; private set; } = string.Empty;

    /// <summary>Reads the present row.</summary>
    /// <exception cref="DataFormatException">The row is of another market than those before.</exception>
    public void Read()
    {
        var cell = table[column];
        if (cell.IsEmpty || cell.SequenceEqual(Market))
        {
            return;
        }

        Market = Market.Length == 0 ? cell.ToString() : throw table.Wrong(column, $"'{Market}' as in the rows before: one {table.NameOf(column)} a file");
    }
}
