using System.Globalization;
using nietras.SeparatedValues;
using SqueezeFlow.Client.Offline.Reading;

namespace SqueezeFlow.Client.Offline.Backtests.Files;

/// <summary>
/// A file of columns, row by row: names in the first line, in any order and letter case; comma, semicolon or tab; quoted or
/// not; blank lines at the end are nothing.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    private const double Largest = 1e15;
    private const int ShownLength = 60;

    private readonly ParquetText? _unpacked;
    private readonly StreamReader _text;
    private readonly SepReader _reader;
    private readonly int _fields;
    private readonly CsvColumn[] _columns;
    private int _blankLine;

    /// <summary>Opens a file and reads its names.</summary>
    /// <param name="path">Where it is; plain, gzip or Parquet by its content.</param>
    /// <param name="wanted">Columns that it must have.</param>
    /// <param name="optional">A column that it may have, numbered after the wanted ones; null for none.</param>
    /// <exception cref="DataFormatException">There is no such file, or a wanted column is missing or there twice.</exception>
    public CsvTable(string path, IReadOnlyList<string> wanted, string? optional = null)
        : this(path, [new CsvLayout(wanted, optional is null ? [] : [optional])], null)
    {
    }

    /// <summary>Opens a file of one of several layouts.</summary>
    /// <param name="path">Where it is; plain, gzip or Parquet by its content.</param>
    /// <param name="layouts">What it may look like: the first of which it has the first column, else the first.</param>
    /// <param name="names">What the columns are called in the file; null where that cannot be asked for.</param>
    /// <exception cref="DataFormatException">There is no such file, or a wanted column is missing or there twice.</exception>
    public CsvTable(string path, IReadOnlyList<CsvLayout> layouts, ColumnNames? names)
    {
        Name = Path.GetFileName(path);
        _unpacked = ParquetText.Open(path);
        try
        {
            _text = DataFile.OpenText(_unpacked?.Path ?? path);
            _reader = Guarded(() => Sep.Reader(options => options with { HasHeader = false, Unescape = true, Trim = SepTrim.All, DisableColCountCheck = true }).From(_text));
            var header = HeaderOf();
            _fields = header.Length;
            Layout = layouts.FirstOrDefault(layout => CsvHeader.Has(header, names?.Of(layout.Wanted[0]) ?? layout.Wanted[0])) ?? layouts[0];
            _columns = CsvHeader.ColumnsOf(Name, header, Layout, names);
        }
        catch
        {
            _reader?.Dispose();
            _text?.Dispose();
            _unpacked?.Dispose();
            throw;
        }
    }

    /// <summary>What it looks like.</summary>
    public CsvLayout Layout { get; }

    /// <summary>Name of the file, without its folder.</summary>
    public string Name { get; }

    /// <summary>Line of the present row, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Goes to the next row; false after the last one.</summary>
    /// <exception cref="DataFormatException">The row has more or fewer fields than names, or rows follow a blank line.</exception>
    public bool Next()
    {
        while (Guarded(_reader.MoveNext))
        {
            var row = _reader.Current;
            Line = row.LineNumberFrom;
            if (row.LineNumberToExcl > Line + 1)
            {
                throw new DataFormatException(Name, $"line {Line}", "a quote without its end on the line", "cells with both quotes or none");
            }

            if (IsBlank(row))
            {
                _blankLine = _blankLine == 0 ? Line : _blankLine;
                continue;
            }

            if (_blankLine > 0)
            {
                throw new DataFormatException(Name, $"line {_blankLine}", "a blank line with rows after it", "blank lines at the end only");
            }

            return row.ColCount == _fields
                ? true
                : throw new DataFormatException(Name, $"line {Line}", $"{row.ColCount} fields", $"{_fields} fields as in the header");
        }

        return false;
    }

    /// <summary>A cell of the present row by the number of its column; empty when an optional column is not there.</summary>
    public ReadOnlySpan<char> this[int column] => _columns[column].Place < 0 ? [] : _reader.Current[_columns[column].Place].Span;

    /// <summary>A price: a finite number above 0.</summary>
    public double Price(int column) => Number(column) is > 0 and <= Largest and var price ? price : throw Wrong(column, "a price: a number above 0");

    /// <summary>An amount: a finite number from 0 up.</summary>
    public double Amount(int column) => Number(column) is >= 0 and <= Largest and var amount ? amount : throw Wrong(column, "an amount in quote units: a number from 0 up");

    /// <summary>A share of either sign, not larger than <paramref name="largest"/>.</summary>
    public double Share(int column, double largest) =>
        Number(column) is var share && Math.Abs(share) <= largest
            ? share
            : throw Wrong(column, string.Create(CultureInfo.InvariantCulture, $"a share from {-largest} to {largest}, e.g. 0.0001 for 0.01 %"));

    /// <summary>What to throw about a cell of the present row.</summary>
    public DataFormatException Wrong(int column, string allowed) =>
        new(Name, $"line {Line}, {_columns[column].Name}", Shown(column), allowed);

    /// <summary>What a column is called in messages.</summary>
    public string NameOf(int column) => _columns[column].Name;

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _text.Dispose();
        _unpacked?.Dispose();
    }

    private static bool IsBlank(SepReader.Row row)
    {
        for (var i = 0; i < row.ColCount; i++)
        {
            if (!row[i].Span.IsWhiteSpace())
            {
                return false;
            }
        }

        return true;
    }

    private static string Shown(ReadOnlySpan<char> cell) =>
        cell.Length == 0 ? "nothing" : cell.Length <= ShownLength ? $"'{cell}'" : $"'{cell[..ShownLength]}…'";

    private string Shown(int column) =>
        _columns[column].Minus < 0 ? Shown(this[column]) : $"{Shown(this[column])} less {Shown(_reader.Current[_columns[column].Minus].Span)}";

    private double Number(int column) =>
        _columns[column].Minus < 0 ? NumberOf(this[column]) : NumberOf(this[column]) - NumberOf(_reader.Current[_columns[column].Minus].Span);

    private static double NumberOf(ReadOnlySpan<char> cell) =>
        double.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            ? value
            : double.NaN;

    private string[] HeaderOf()
    {
        if (!Guarded(_reader.MoveNext))
        {
            return [];
        }

        var row = _reader.Current;
        return [.. Enumerable.Range(0, row.ColCount).Select(i => _reader.Current[i].ToString())];
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException broken)
        {
            throw new DataFormatException($"{Name}: gzip data: found a damaged or broken-off stream, expected a complete one", broken);
        }
    }
}
