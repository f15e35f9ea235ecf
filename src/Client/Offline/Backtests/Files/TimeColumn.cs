using System.Globalization;
using SqueezeFlow.Client.Offline.Reading;

namespace SqueezeFlow.Client.Offline.Backtests.Files;

/// <summary>
/// Reads the column <c>time_s</c>: whole seconds since 1970 UTC; milliseconds, microseconds and nanoseconds are known by their
/// size, ISO-8601 by its form. One unit a file.
/// </summary>
internal sealed class TimeColumn(CsvTable table, int column)
{
    private const long EarliestSeconds = 1_230_768_000;
    private const long LatestSeconds = 4_102_444_800;
    private const string Allowed = "a time from 2009 to 2099: seconds since 1970 UTC in whole digits (also ms, us or ns), or ISO-8601 as in 2025-01-01T00:00:00Z";

    private static readonly Unit[] Units = [new("seconds", 1), new("milliseconds", 1_000), new("microseconds", 1_000_000), new("nanoseconds", 1_000_000_000)];
    private static readonly Unit Iso = new("ISO-8601 text", 0);

    private Unit? _unit;

    /// <summary>Says in which unit the times were, when it is not the one that the column's name promises; else null.</summary>
    public string? Note => _unit is { PerSecond: > 1 } unit && table.NameOf(column) != BarFile.OwnTime ? $"{table.Name}: {table.NameOf(column)} is in {unit.Name} by its size and was read as such" : null;

    /// <summary>The present row's time in seconds since 1970 UTC.</summary>
    /// <exception cref="DataFormatException">The cell is no time, or in another unit than those before.</exception>
    public long Seconds()
    {
        var cell = table[column];
        var (unit, value) = IsIso(cell) ? (Iso, ReadIso(cell)) : ReadNumber(cell);
        if (_unit is { } before && before != unit)
        {
            throw table.Wrong(column, $"{before.Name} as in the rows before, not {unit.Name}");
        }

        _unit = unit;
        var perSecond = Math.Max(1, unit.PerSecond);
        return value % perSecond == 0 ? value / perSecond : throw table.Wrong(column, "whole seconds: rows stand on them");
    }

    private static bool IsIso(ReadOnlySpan<char> cell) => cell.Length >= 10 && cell[4] == '-' && cell[7] == '-';

    private long ReadIso(ReadOnlySpan<char> cell)
    {
        if (!DateTimeOffset.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            throw table.Wrong(column, Allowed);
        }

        var isWhole = time.UtcTicks % TimeSpan.TicksPerSecond == 0;
        return isWhole ? InRange(time.ToUnixTimeSeconds()) : throw table.Wrong(column, "whole seconds: rows stand on them");
    }

    private (Unit Unit, long Value) ReadNumber(ReadOnlySpan<char> cell)
    {
        if (!long.TryParse(WithoutZeros(cell), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            throw table.Wrong(column, Allowed);
        }

        foreach (var unit in Units)
        {
            if (value / unit.PerSecond is >= EarliestSeconds and < LatestSeconds)
            {
                return (unit, value);
            }
        }

        throw table.Wrong(column, Allowed);
    }

    // Programs that keep whole numbers as floating ones write 1735689600.0.
    private static ReadOnlySpan<char> WithoutZeros(ReadOnlySpan<char> cell)
    {
        var point = cell.IndexOf('.');
        return point > 0 && cell[(point + 1)..].TrimStart('0').IsEmpty ? cell[..point] : cell;
    }

    private long InRange(long seconds) =>
        seconds is >= EarliestSeconds and < LatestSeconds ? seconds : throw table.Wrong(column, Allowed);

    private sealed record Unit(string Name, long PerSecond);
}
