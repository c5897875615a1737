/** Our own services: how each is built, started and found. */
@NullMarked
package io.letsrun.local.service;

import org.jspecify.annotations.NullMarked;
