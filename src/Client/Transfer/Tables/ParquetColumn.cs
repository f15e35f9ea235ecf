using Parquet;
using Parquet.Schema;

namespace SqueezeFlow.Client.Transfer.Tables;

/// <summary>A column of a Parquet file with the values of the group that is being written.</summary>
internal abstract class ParquetColumn(DataField place)
{
    /// <summary>Its place in the schema.</summary>
    public DataField Place => place;

    /// <summary>The column for values of a type.</summary>
    public static ParquetColumn Of(TableColumn column) => column.Type switch
    {
        var type when type == typeof(string) => new Texts(column.Name),
        var type when type == typeof(long) => new Values<long>(new DataField<long>(column.Name)),
        var type when type == typeof(double) => new Values<double>(new DataField<double>(column.Name)),
        var type when type == typeof(bool) => new Values<bool>(new DataField<bool>(column.Name)),
        var type when type == typeof(DateTime) => new Values<DateTime>(
            new DateTimeDataField(column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Millis)),
        var type => throw new ArgumentException($"{column.Name}: no column is of type {type.Name}.", nameof(column)),
    };

    /// <summary>Adds a value.</summary>
    public abstract void Add(object value);

    /// <summary>Writes the values as the next column of a group, and forgets them.</summary>
    public abstract Task FlushAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken);

    private sealed class Values<T>(DataField field) : ParquetColumn(field)
        where T : struct
    {
        private readonly List<T> _values = [];

        public override void Add(object value) => _values.Add((T)value);

        public override async Task FlushAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken)
        {
            ReadOnlyMemory<T> values = _values.ToArray();
            await group.WriteAsync(Place, values, cancellationToken: cancellationToken);
            _values.Clear();
        }
    }

    private sealed class Texts(string name) : ParquetColumn(new DataField<string>(name))
    {
        private readonly List<string?> _values = [];

        public override void Add(object value) => _values.Add((string)value);

        public override async Task FlushAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken)
        {
            await group.WriteAsync(Place, _values);
            _values.Clear();
        }
    }
}
