// The one place where the URL library is compiled in; others include what they use of it.
#include <boost/url/src.hpp>
