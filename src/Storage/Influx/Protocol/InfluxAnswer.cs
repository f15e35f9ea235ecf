using System.Text.Json;

namespace SqueezeFlow.Storage.Influx.Protocol;

/// <summary>Reads the rows of an answer as they come, however long it is: one buffer, one row at a time. Not thread-safe.</summary>
/// <param name="stream">The body: one JSON object, or several one after another (chunks).</param>
/// <param name="silence">Cancelled when the server has not said a word for too long; it breaks the stream off.</param>
/// <param name="timeout">How long that is.</param>
internal sealed class InfluxAnswer(Stream stream, CancellationTokenSource silence, TimeSpan timeout)
{
    private readonly InfluxRow _row = new();
    private readonly List<string> _columns = [];
    private readonly Dictionary<string, string> _tags = [];
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private JsonReaderState _state = new(new() { AllowMultipleValues = true });
    private Place _place;
    private string? _name;

    private enum Place
    {
        Outside,
        Tags,
        Columns,
        Values,
        Row,
    }

    /// <summary>What the server says instead of, or in the midst of, rows; null as long as it says nothing.</summary>
    public string? Error { get; private set; }

    /// <summary>The next row, valid until the next call; null at the end, or where <see cref="Error"/> stands.</summary>
    /// <exception cref="IOException">The answer broke off.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public InfluxRow? Next()
    {
        while (true)
        {
            if (TryRow())
            {
                return _row;
            }

            if (Error is not null || _isAtEnd)
            {
                return null;
            }

            Fill();
        }
    }

    private bool TryRow()
    {
        var json = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isAtEnd, _state);
        var isRow = false;
        while (!isRow && Error is null && json.Read())
        {
            isRow = Take(ref json);
        }

        _start += (int)json.BytesConsumed;
        _state = json.CurrentState;
        return isRow;
    }

    private bool Take(ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.PropertyName:
                _name = json.GetString();
                return false;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                Enter(json.TokenType);
                return false;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                return Leave();
            default:
                Value(json);
                return false;
        }
    }

    private void Enter(JsonTokenType token)
    {
        _place = (_place, token, _name) switch
        {
            (Place.Outside, JsonTokenType.StartObject, "tags") => Place.Tags,
            (Place.Outside, JsonTokenType.StartArray, "columns") => Place.Columns,
            (Place.Outside, JsonTokenType.StartArray, "values") => Place.Values,
            (Place.Values, JsonTokenType.StartArray, _) => Place.Row,
            _ => _place,
        };
        if (_place == Place.Tags)
        {
            _tags.Clear();
        }
        else if (_place == Place.Columns)
        {
            _columns.Clear();
        }
        else if (_place == Place.Values)
        {
            (_row.Tags, _row.Columns) = (new Dictionary<string, string>(_tags), [.. _columns]);
        }
        else if (_place == Place.Row)
        {
            _row.Clear();
        }
    }

    private bool Leave()
    {
        var left = _place;
        _place = _place == Place.Row ? Place.Values : Place.Outside;
        if (left == Place.Values)
        {
            // The next series may have neither.
            _row.Series = "";
            _tags.Clear();
        }

        return left == Place.Row;
    }

    private void Value(in Utf8JsonReader json)
    {
        switch (_place)
        {
            case Place.Row:
                _row.Add(json);
                break;
            case Place.Columns:
                _columns.Add(json.GetString() ?? "");
                break;
            case Place.Tags:
                _tags[_name ?? ""] = json.GetString() ?? "";
                break;
            case Place.Outside when _name == "error":
                Error = json.GetString() ?? "";
                break;
            case Place.Outside when _name == "name":
                _row.Series = json.GetString() ?? "";
                _tags.Clear();
                break;
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        silence.CancelAfter(timeout);
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        silence.CancelAfter(Timeout.InfiniteTimeSpan);
        _end += read;
        _isAtEnd = read == 0;
    }
}
