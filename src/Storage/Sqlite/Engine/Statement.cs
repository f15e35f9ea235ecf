using SQLitePCL;
using static SQLitePCL.raw;

namespace SqueezeFlow.Storage.Sqlite.Engine;

/// <summary>
/// A prepared statement of one session, kept for reuse: disposing it only resets it. Parameters count from 1, columns from 0.
/// SQLite knows no NaN: it becomes NULL on the way in and NaN again on the way out.
/// </summary>
internal sealed class Statement(SqliteSession session, sqlite3_stmt handle) : IDisposable
{
    private bool _isAtEnd;

    /// <summary>Binds a whole number.</summary>
    public void Bind(int parameter, long value) => Check(sqlite3_bind_int64(handle, parameter, value));

    /// <summary>Binds a number.</summary>
    public void Bind(int parameter, double value) => Check(sqlite3_bind_double(handle, parameter, value));

    /// <summary>Binds a text, or NULL.</summary>
    public void Bind(int parameter, string? value) =>
        Check(value is null ? sqlite3_bind_null(handle, parameter) : sqlite3_bind_text(handle, parameter, value));

    /// <summary>Binds a whole number, or NULL.</summary>
    public void Bind(int parameter, long? value) =>
        Check(value is { } number ? sqlite3_bind_int64(handle, parameter, number) : sqlite3_bind_null(handle, parameter));

    /// <summary>Moves to the next row; false after the last one, however often it is asked.</summary>
    public bool Step()
    {
        if (_isAtEnd)
        {
            return false;
        }

        var code = sqlite3_step(handle);
        if (code == SQLITE_ROW)
        {
            return true;
        }

        if (code != SQLITE_DONE)
        {
            throw session.Fault(code);
        }

        // SQLite itself would begin anew.
        _isAtEnd = true;
        return false;
    }

    /// <summary>Runs a statement that gives no rows, and makes it ready for the next values.</summary>
    public void Run()
    {
        var code = sqlite3_step(handle);
        if (code != SQLITE_DONE)
        {
            var fault = session.Fault(code);
            _ = sqlite3_reset(handle);
            throw fault;
        }

        _ = sqlite3_reset(handle);
    }

    /// <summary>A whole number; 0 for NULL.</summary>
    public long Int64(int column) => sqlite3_column_int64(handle, column);

    /// <summary>A number that is there; 0 for NULL.</summary>
    public double Number(int column) => sqlite3_column_double(handle, column);

    /// <summary>A number; NaN for NULL.</summary>
    public double Double(int column) =>
        sqlite3_column_type(handle, column) == SQLITE_NULL ? double.NaN : sqlite3_column_double(handle, column);

    /// <summary>A text that is there.</summary>
    public string Text(int column) => sqlite3_column_text(handle, column).utf8_to_string();

    /// <summary>A text; null for NULL.</summary>
    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>A whole number; null for NULL.</summary>
    public long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

    /// <summary>How many columns a row has.</summary>
    public int Columns => sqlite3_column_count(handle);

    /// <summary>Name of a column.</summary>
    public string Name(int column) => sqlite3_column_name(handle, column).utf8_to_string();

    /// <summary>What a column holds, as it is stored: a whole number, a number, a text, or null.</summary>
    /// <exception cref="InvalidDataException">It holds bytes, which no table of ours does.</exception>
    public object? Value(int column) => sqlite3_column_type(handle, column) switch
    {
        SQLITE_NULL => null,
        SQLITE_INTEGER => Int64(column),
        SQLITE_FLOAT => Number(column),
        SQLITE_TEXT => Text(column),
        _ => throw new InvalidDataException($"{session.Path}: {Name(column)} holds bytes; expected a number or a text."),
    };

    /// <summary>Whether it is NULL.</summary>
    public bool IsNull(int column) => sqlite3_column_type(handle, column) == SQLITE_NULL;

    /// <summary>Makes it ready to run again; what is bound stays.</summary>
    public void Rewind()
    {
        _isAtEnd = false;
        _ = sqlite3_reset(handle);
    }

    /// <summary>Makes it ready for the next use.</summary>
    public void Dispose()
    {
        Rewind();
        _ = sqlite3_clear_bindings(handle);
    }

    /// <summary>Gives it back to SQLite; it cannot be used again.</summary>
    public void Close() => handle.Dispose();

    private void Check(int code)
    {
        if (code != SQLITE_OK)
        {
            throw session.Fault(code);
        }
    }
}
